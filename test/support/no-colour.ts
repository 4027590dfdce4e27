// Programs that tests start write no colours, whatever the terminal or the CI service asks of the tests themselves.

delete process.env.FORCE_COLOR;
process.env.NO_COLOR = "1";
