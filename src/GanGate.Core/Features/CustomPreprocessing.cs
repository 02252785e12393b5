using System.Buffers;
using GanGate.Images;

namespace GanGate.Features;

/// <summary>One of the resizes, then (x - mean) / std, in the range, the order of channels and the layout that a user's network takes.</summary>
internal sealed class CustomPreprocessing : Preprocessing
{
    private const int Planes = 3;

    private readonly Preprocessing _resize;
    private readonly bool _interleaved;
    private readonly bool _bluePlaneFirst;
    private readonly double[] _gain = new double[Planes];
    private readonly double[] _offset = new double[Planes];

    /// <summary>Creates it.</summary>
    /// <param name="file">What is said of the network; without mean and standard deviation pixels stay as they are.</param>
    /// <param name="bytes">Whether the network takes bytes: pixels from 0 to 255, whatever is said.</param>
    public CustomPreprocessing(CustomExtractorFile file, bool bytes)
    {
        // Each resize comes with a scaling of its own, which gives x = (y + shift) * scale.
        bool toOne = file.Range == ValueRange.ToOne && !bytes;
        bool squash = file.Crop == Crop.Squash;
        (_resize, double shift, double scale) = file.Resize switch
        {
            ResizeRule.TensorFlow1 when squash => ((Preprocessing)new TensorFlowBilinear(file.Size), 1, toOne ? 128 / 255.0 : 128),
            ResizeRule.Torch when squash => (new TorchBilinear(file.Size), 1, toOne ? 0.5 : 127.5),
            ResizeRule.Clean when squash => (new AntialiasedBicubic(file.Size, 0, toOne ? 255 : 1), 0, 1),
            ResizeRule.Torch => (Of(file.Resize, file.Size, Normalization.Same(1, 0, 1), file.Crop), 0, toOne ? 1 : 255),
            _ => (Of(file.Resize, file.Size, Normalization.Same(toOne ? 255 : 1, 0, 1), file.Crop), 0, 1),
        };
        (_interleaved, _bluePlaneFirst) = (file.Layout == TensorLayout.Nhwc, file.Channels == ChannelOrder.Bgr);
        for (int plane = 0; plane < Planes; plane++)
        {
            (float mean, float std) = (file.Mean?[plane] ?? 0, file.Std?[plane] ?? 1);
            _gain[plane] = scale / std;
            _offset[plane] = ((shift * scale) - mean) / std;
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
            int place = _bluePlaneFirst ? Planes - 1 - plane : plane;
            (int start, int step) = _interleaved ? (place, Planes) : (place * pixels, 1);
            for (int i = 0; i < pixels; i++)
            {
                planes[start + (i * step)] = (float)((resized[(plane * pixels) + i] * _gain[plane]) + _offset[plane]);
            }
        }

        ArrayPool<float>.Shared.Return(resized);
    }
}
