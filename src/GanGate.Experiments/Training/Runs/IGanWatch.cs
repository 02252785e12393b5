using GanGate.Metrics;
using GanGate.Training.Steps;

namespace GanGate.Training.Runs;

/// <summary>Looks at a generator during its training: draws samples, keeps some and measures them.</summary>
internal interface IGanWatch
{
    /// <summary>What the score is called; lower is better.</summary>
    string Metric { get; }

    /// <summary>Draws samples, the same whenever the parameters are the same, keeps them in the folder and measures them.</summary>
    /// <param name="state">The parameters.</param>
    /// <param name="batch">Knows the latent distribution.</param>
    /// <param name="step">Steps of the generator so far.</param>
    /// <param name="cancellation">Stops it.</param>
    Estimate Look(TrainingState state, GanBatch batch, long step, CancellationToken cancellation);

    /// <summary>The generator by itself, as an ONNX model with the input z.</summary>
    byte[] Export(TrainingState state);
}
