-- Neovim, headless: attaches to the server, shows diagnostics, renames a group across files, formats.
--
-- Called by main.mjs with AGENTPOL (the command line), WORKSPACE (a copy of the workspace) and REPORT (where to write).

local workspace, report = os.getenv("WORKSPACE"), os.getenv("REPORT")
local seen = {}

vim.g.do_filetype_lua = 1
vim.cmd("filetype on")
vim.filetype.add({ extension = { agentpol = "agentpol" } })
vim.o.swapfile = false
vim.o.expandtab, vim.o.shiftwidth = true, 2

local function attach()
  local id = vim.lsp.start_client({
    name = "agentpol",
    cmd = { "node", os.getenv("AGENTPOL"), "lsp" },
    root_dir = workspace,
    workspace_folders = { { uri = vim.uri_from_fname(workspace), name = "workspace" } },
  })
  vim.lsp.buf_attach_client(0, id)
  return vim.lsp.get_client_by_id(id)
end

local function wait_for(what, is_so)
  if not vim.wait(30000, is_so, 50) then error("no " .. what .. " within 30 s") end
end

local function lines_of(path)
  vim.cmd("edit " .. workspace .. "/" .. path)
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local ok, problem = pcall(function()
  vim.cmd("edit " .. workspace .. "/main.agentpol")
  seen.filetype = vim.bo.filetype
  local client = attach()
  wait_for("answer of the server", function() return client.initialized end)

  wait_for("diagnostic", function() return #vim.diagnostic.get(0) > 0 end)
  seen.diagnostics = vim.tbl_map(function(each)
    return { code = each.code, line = each.lnum + 1, column = each.col + 1 }
  end, vim.diagnostic.get(0))

  -- The mistake is mended by hand, as one types.
  local line = vim.fn.search("agent.rol ", "n")
  vim.api.nvim_buf_set_lines(0, line - 1, line, true, { "  when agent.role == operator" })
  wait_for("end of the diagnostic", function() return #vim.diagnostic.get(0) == 0 end)

  -- The group is declared in the other file.
  local at = vim.fn.search("escalate to leads", "n")
  local column = vim.fn.getline(at):find("leads") - 1
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = { line = at - 1, character = column },
    newName = "owners",
  }
  local answers = vim.lsp.buf_request_sync(0, "textDocument/rename", params, 10000)
  for _, answer in pairs(answers or {}) do
    if answer.err then error(answer.err.message) end
    vim.lsp.util.apply_workspace_edit(answer.result, client.offset_encoding)
  end

  vim.lsp.buf.formatting_sync(nil, 10000)
  vim.cmd("wall")
  seen.main = lines_of("main.agentpol")
  seen.shared = lines_of("shared.agentpol")
end)

seen.problem = not ok and problem or nil
vim.fn.writefile({ vim.fn.json_encode(seen) }, report)
vim.cmd("qall!")
