// Each test has a job of its own; most of the time goes into starting processes.
[assembly: Parallelizable(ParallelScope.Fixtures)]
