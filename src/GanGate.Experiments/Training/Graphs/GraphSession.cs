using GanGate.Features;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Training.Graphs;

/// <summary>A computation ready to run: values by name in, values by name out, in memory that the caller owns.</summary>
internal sealed class GraphSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtValue[] _given;
    private readonly OrtValue[] _results;
    private readonly SessionDevice? _device;

    /// <summary>Prepares a model.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="threads">Threads that share the work of one run; the result does not depend on when they run.</param>
    /// <param name="device">What it runs on; null for the processor.</param>
    /// <exception cref="GanGateException">
    /// GG4001: the runtime's native library cannot be loaded. GG4014: the GPU's provider cannot be used.
    /// </exception>
    public GraphSession(byte[] model, int threads, SessionDevice? device = null)
    {
        _device = device;
        _session = OnnxSession.Open(model, device, options =>
        {
            options.IntraOpNumThreads = threads;

            // Second moments decay towards numbers that slow the processor down a hundredfold.
            options.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
        });
        _given = new OrtValue[_session.InputNames.Count];
        _results = new OrtValue[_session.OutputNames.Count];
    }

    /// <summary>Computes every output.</summary>
    /// <param name="given">Finds an input's value.</param>
    /// <param name="results">Finds where an output's value goes: another place than any input's.</param>
    public void Run(Func<string, OrtValue> given, Func<string, OrtValue> results)
    {
        for (int i = 0; i < _given.Length; i++) _given[i] = given(_session.InputNames[i]);
        for (int i = 0; i < _results.Length; i++) _results[i] = results(_session.OutputNames[i]);
        using DeviceTurn turn = DeviceTurn.On(_device);
        _session.Run(_options, _session.InputNames, _given, _session.OutputNames, _results);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using DeviceTurn turn = DeviceTurn.On(_device);
        _options.Dispose();
        _session.Dispose();
    }
}
