using GanGate.Training.Graphs;
using GanGate.Training.Optimisation;

namespace GanGate.Training.Networks;

/// <summary>
/// WGAN-GP for lines of characters (Gulrajani et al. 2017) as Heusel et al. 2017 ran it: one-dimensional residual networks, a softmax over
/// the characters of each place, Adam (0.5, 0.9), a penalty of 10, z normal of 128.
/// </summary>
internal sealed class TextGan : Gan
{
    private const double Penalty = 10;
    private const int Blocks = 5;
    private const int Channels = 1;

    private readonly Node _projection;
    private readonly Node _projectionBias;
    private readonly TextBlock[] _generatorBlocks;
    private readonly Node _characters;
    private readonly Node _charactersBias;
    private readonly Node _reading;
    private readonly Node _readingBias;
    private readonly TextBlock[] _criticBlocks;
    private readonly Node _judgement;

    /// <summary>Builds both networks.</summary>
    public TextGan(GanSettings settings)
        : base(settings)
    {
        (int length, int filters, int alphabet) = (settings.Size, settings.Filters, settings.Alphabet);
        _projection = GeneratorParameters.Normal("projection", MathF.Sqrt(1f / LatentLength), LatentLength, filters * length);
        _projectionBias = GeneratorParameters.Filled("projection_bias", 0, 1, filters * length);
        _generatorBlocks = BlocksOf(GeneratorParameters, filters);
        _characters = GeneratorParameters.Normal("characters", MathF.Sqrt(1f / filters), alphabet, filters, 1);
        _charactersBias = GeneratorParameters.Filled("characters_bias", 0, 1, alphabet, 1);
        _reading = CriticParameters.Normal("reading", MathF.Sqrt(1f / alphabet), filters, alphabet, 1);
        _readingBias = CriticParameters.Filled("reading_bias", 0, 1, filters, 1);
        _criticBlocks = BlocksOf(CriticParameters, filters);
        _judgement = CriticParameters.Normal("judgement", MathF.Sqrt(1f / (filters * length)), filters * length, 1);
    }

    /// <inheritdoc/>
    public override int LatentLength => 128;

    /// <inheritdoc/>
    public override bool NormalLatent => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Activations => ["Relu", "Softmax"];

    /// <inheritdoc/>
    public override int[] DataShape => [Settings.Alphabet, Settings.Size];

    /// <inheritdoc/>
    public override string OutputName => "characters";

    /// <inheritdoc/>
    protected override Adam Adam => new(0.5, 0.9);

    /// <inheritdoc/>
    public override Node Sample(Node z)
    {
        Node x = (z.MatMul(_projection) + _projectionBias).Reshape(z.Shape[0], Settings.Filters, Settings.Size);
        foreach (TextBlock block in _generatorBlocks) x = block.Apply(x);
        return (Pointwise(x, _characters) + _charactersBias).Softmax(Channels);
    }

    protected override Node CriticLoss()
    {
        Node real = RealData(), generated = Sample(Latent(CriticLatent));
        Node mix = Node.Variable(Mix, Settings.BatchSize, 1, 1);
        return Judge(generated).Average() - Judge(real).Average() + (Penalty * GradientPenalty.Of(Judge, real, generated, mix));
    }

    protected override Node GeneratorLoss(List<StateUpdate> averages) => -Judge(Sample(Latent(GeneratorLatent))).Average();

    private Node Judge(Node lines)
    {
        Node x = Pointwise(lines, _reading) + _readingBias;
        foreach (TextBlock block in _criticBlocks) x = block.Apply(x);
        return x.Reshape(x.Shape[0], x.Length / x.Shape[0]).MatMul(_judgement);
    }

    private static Node Pointwise(Node x, Node weights) => x.Conv(weights, Window.Same(x.Shape[2..], 1, 1));

    private static TextBlock[] BlocksOf(ParameterList parameters, int channels) =>
        [.. Enumerable.Range(0, Blocks).Select(i => new TextBlock(parameters, $"block{i}", channels))];
}
