namespace GanGate.Models;

/// <summary>The checked tensors of an Inception checkpoint, by the names of the FID's PyTorch port.</summary>
internal sealed class InceptionWeights(IReadOnlyDictionary<string, TorchTensor> checkpoint)
{
    // Of the network; PyTorch's usual 1e-5 gives features that are wrong by a few per mille.
    private const double BatchNormEpsilon = 0.001;

    private readonly NetworkWeights _weights = new(checkpoint, "the FID's Inception network");

    /// <summary>A tensor of the expected shape.</summary>
    /// <exception cref="GanGateException">GG3005: it is missing, has another shape, or holds values that are not finite.</exception>
    public float[] Tensor(string name, params ReadOnlySpan<int> shape) => _weights.Tensor(name, shape).ToArray();

    /// <summary>A convolution with the batch norm after it folded in, in float64.</summary>
    /// <param name="name">The block's name.</param>
    /// <param name="shape">Output channels, input channels, height, width.</param>
    /// <exception cref="GanGateException">GG3005: the checkpoint does not fit.</exception>
    public (float[] Weights, float[] Bias) Convolution(string name, params ReadOnlySpan<int> shape)
    {
        int channels = shape[0];
        float[] weights = Tensor($"{name}.conv.weight", shape);
        float[] gamma = Tensor($"{name}.bn.weight", channels);
        float[] beta = Tensor($"{name}.bn.bias", channels);
        float[] mean = Tensor($"{name}.bn.running_mean", channels);
        float[] variance = Tensor($"{name}.bn.running_var", channels);
        if (variance.Any(value => value < 0)) throw _weights.Mismatch($"'{name}.bn.running_var' holds negative values");
        float[] bias = new float[channels];
        int length = weights.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            double scale = gamma[channel] / Math.Sqrt(variance[channel] + BatchNormEpsilon);
            bias[channel] = (float)(beta[channel] - (mean[channel] * scale));
            foreach (ref float weight in weights.AsSpan(channel * length, length)) weight = (float)(weight * scale);
        }

        return (weights, bias);
    }
}
