using BenchmarkDotNet.Running;
using GanGate.Benchmarks;
using GanGate.Simulation;

if (args is ["kernels", ..])
{
    KernelTable.Print(args.Length > 1 ? args[1] : "/usr/bin/python3");
}
else if (args is ["simulate", "gaussians"])
{
    SimulationTable.PrintGaussians();
}
else if (args is ["simulate", "photos", string folder])
{
    SimulationTable.PrintPhotos(folder);
}
else if (args is ["build"])
{
    await BuildTable.Print();
}
else if (args is ["sources"])
{
    await SourcesTable.Print();
}
else if (args is ["simulate", "early"])
{
    EarlyTable.PrintGaussians();
}
else if (args is ["simulate", "early", string earlyFolder])
{
    EarlyTable.PrintPhotos(earlyFolder);
}
else if (args is ["error-cost"])
{
    ErrorCost.Print();
}
else if (args is ["repeats", string photos])
{
    RepeatTable.Print(photos);
}
else if (args is ["training"])
{
    TrainingSpeed.Print();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
