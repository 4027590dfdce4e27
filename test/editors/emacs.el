;;; Emacs with eglot, in batch: attaches to the server, shows diagnostics by flymake. -*- lexical-binding: t -*-

;; Called by main.mjs with AGENTPOL (the command line), WORKSPACE (a copy of the workspace) and REPORT (where to write).

(require 'eglot)
(require 'flymake)
(require 'json)
(require 'project)

(define-derived-mode agentpol-mode prog-mode "agentpol"
  (setq-local comment-start "// "))
(add-to-list 'auto-mode-alist '("\\.agentpol\\'" . agentpol-mode))
(add-to-list 'eglot-server-programs (list 'agentpol-mode "node" (getenv "AGENTPOL") "lsp"))

(defun wait-for (what is-so)
  (with-timeout (30 (error "no %s within 30 s" what))
    (while (not (funcall is-so))
      (accept-process-output nil 0.05))))

(let* ((folder (file-name-as-directory (getenv "WORKSPACE")))
       (seen (condition-case problem
                 (with-current-buffer (find-file-noselect (concat folder "main.agentpol"))
                   (setq-local project-find-functions (list (lambda (_) (cons 'transient folder))))
                   (apply #'eglot (butlast (eglot--guess-contact) 0))
                   (wait-for "connection" #'eglot-current-server)
                   (flymake-mode 1)
                   (flymake-start)
                   (wait-for "diagnostic" (lambda () (flymake-start) (flymake-diagnostics)))
                   (list :mode (symbol-name major-mode)
                         :diagnostics
                         (vconcat
                          (mapcar (lambda (each)
                                    (save-excursion
                                      (goto-char (flymake-diagnostic-beg each))
                                      (list :line (line-number-at-pos)
                                            :text (flymake-diagnostic-text each))))
                                  (flymake-diagnostics)))))
               (error (list :problem (error-message-string problem))))))
  (with-temp-file (getenv "REPORT") (insert (json-encode seen))))
