using GanGate.Tool;
using GanGate.Tool.Terminal;

return await CommandLine.RunAsync(args, TerminalStreams.OfProcess(args));
