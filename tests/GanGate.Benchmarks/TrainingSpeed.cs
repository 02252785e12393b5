using System.Diagnostics;
using System.Globalization;
using GanGate.Training.Graphs;
using GanGate.Training.Networks;
using GanGate.Training.Runs;
using GanGate.Training.Steps;

namespace GanGate.Benchmarks;

/// <summary>Training steps beside ONNX Runtime's large float matrix product, in turns, so that a busy machine slows both.</summary>
internal static class TrainingSpeed
{
    private const int Rounds = 10;
    private const int MatrixSize = 2048;

    /// <summary>Prints the rates of the fastest and of the median round.</summary>
    public static void Print()
    {
        Console.WriteLine("| step, batch 64 | GFLOP a step | GFLOP/s | MatMul 2048 | share, fastest | share, median |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        Print("DCGAN, 32 px", GanSettings.Paper(GanNetwork.Dcgan));
        Print("DCGAN, 64 px", GanSettings.Paper(GanNetwork.Dcgan) with { Size = 64 });
        Print("WGAN-GP, 32 px, 16 filters", GanSettings.Paper(GanNetwork.WganGp) with { Filters = 16 });
    }

    private static void Print(string name, GanSettings settings)
    {
        int threads = Environment.ProcessorCount;
        Gan gan = Gan.Of(settings);
        using GanPlayers players = new(gan, threads);
        using GanBatch batch = new(gan, settings.BatchSize, (_, values) => Array.Fill(values, 0.5f));
        using MatrixProduct product = new(threads);
        players.Run(batch, 0);
        product.Run();
        List<(double Step, double Product)> seconds = [.. Enumerable.Range(1, Rounds)
            .Select(i => (Time(() => players.Run(batch, i)), Time(product.Run)))];
        double work = players.OperationsPerStep;
        double step = work / seconds.Min(s => s.Step) / 1e9, matmul = MatrixProduct.Operations / seconds.Min(s => s.Product) / 1e9;
        double median = seconds.Select(s => work / s.Step / (MatrixProduct.Operations / s.Product)).Order().ElementAt(Rounds / 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {work / 1e9:0.0} | {step:0} | {matmul:0} | {step / matmul:P0} | {median:P0} |"));
    }

    private static double Time(Action run)
    {
        long start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private sealed class MatrixProduct : IDisposable
    {
        public const double Operations = 2.0 * MatrixSize * MatrixSize * MatrixSize;

        private readonly GraphSession _session;
        private readonly HostTensor _left = Matrix();
        private readonly HostTensor _right = Matrix();
        private readonly HostTensor _result = Matrix();

        public MatrixProduct(int threads)
        {
            Node left = Node.Variable("left", MatrixSize, MatrixSize), right = Node.Variable("right", MatrixSize, MatrixSize);
            _session = new GraphSession(GraphModel.Write("product", [("result", left.MatMul(right))]), threads);
        }

        public void Run() => _session.Run(name => name == "left" ? _left.Value : _right.Value, _ => _result.Value);

        public void Dispose()
        {
            _session.Dispose();
            _left.Dispose();
            _right.Dispose();
            _result.Dispose();
        }

        private static HostTensor Matrix() => new(new float[MatrixSize * MatrixSize], MatrixSize, MatrixSize);
    }
}
