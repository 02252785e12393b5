using System.Buffers;
using GanGate.Images;

namespace GanGate.Features;

/// <summary>One of the resizes, then (x - mean) / std on values in [0, 1], in the layout a user's network takes.</summary>
internal sealed class CustomPreprocessing : Preprocessing
{
    private const int Planes = 3;

    private readonly Preprocessing _resize;
    private readonly bool _interleaved;
    private readonly double[] _gain = new double[Planes];
    private readonly double[] _offset = new double[Planes];

    public CustomPreprocessing(CustomExtractorFile file)
    {
        // Each resize comes with a scaling of its own, which gives x = (y + shift) * scale.
        (_resize, double shift, double scale) = file.Resize switch
        {
            ResizeRule.TensorFlow1 => ((Preprocessing)new TensorFlowBilinear(file.Size), 1, 128 / 255.0),
            ResizeRule.Torch => (new TorchBilinear(file.Size), 1, 0.5),
            _ => (new AntialiasedBicubic(file.Size, 0, 255), 0, 1),
        };
        _interleaved = file.Layout == TensorLayout.Nhwc;
        for (int plane = 0; plane < Planes; plane++)
        {
            _gain[plane] = scale / file.Std[plane];
            _offset[plane] = ((shift * scale) - file.Mean[plane]) / file.Std[plane];
        }
    }

    /// <inheritdoc/>
    public override int Size => _resize.Size;

    /// <inheritdoc/>
    public override void Apply(RgbImage image, Span<float> planes)
    {
        int pixels = Size * Size;
        float[] resized = ArrayPool<float>.Shared.Rent(Planes * pixels);
        _resize.Apply(image, resized.AsSpan(0, Planes * pixels));
        for (int plane = 0; plane < Planes; plane++)
        {
            (int start, int step) = _interleaved ? (plane, Planes) : (plane * pixels, 1);
            for (int i = 0; i < pixels; i++)
            {
                planes[start + (i * step)] = (float)((resized[(plane * pixels) + i] * _gain[plane]) + _offset[plane]);
            }
        }

        ArrayPool<float>.Shared.Return(resized);
    }
}
