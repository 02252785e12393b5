using System.Globalization;
using BenchmarkDotNet.Running;
using GanGate.Benchmarks;
using GanGate.Simulation;

if (args is ["kernels", ..])
{
    KernelTable.Print(args.Length > 1 ? args[1] : "/usr/bin/python3");
}
else if (args is ["simulate", ..])
{
    new SimulationTable(args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 400).Print(args.Length > 1 ? args[1] : null);
}
else if (args is ["repeats", string photos])
{
    RepeatTable.Print(photos);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
