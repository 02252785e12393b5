using System.Numerics.Tensors;
using GanGate.Numerics;

namespace GanGate.Statistics;

/// <summary>
/// Sums features into <see cref="Moments"/> as they come. Rows are taken in blocks of 256 in the order of their source; the blocks
/// merge pairwise in a fixed tree, so that the result depends neither on threads nor on how many rows come at a time.
/// </summary>
public sealed class MomentAccumulator
{
    /// <summary>Rows of a block.</summary>
    internal const int BlockRows = 256;

    private readonly int _dimension;
    private readonly int _threads;
    private readonly float[] _rows;
    private readonly double[] _centred;

    private readonly MomentTree _tree;
    private readonly long _firstBlock;
    private int _pending;
    private long _blocks;

    /// <summary>Starts empty.</summary>
    /// <param name="dimension">D, the features of a row.</param>
    public MomentAccumulator(int dimension)
        : this(dimension, firstBlock: 0, Tiles.AllCores)
    {
    }

    /// <summary>Starts empty in the midst of a source.</summary>
    /// <param name="dimension">D, the features of a row.</param>
    /// <param name="firstBlock">How many blocks of the source lie before the first row.</param>
    internal MomentAccumulator(int dimension, long firstBlock)
        : this(dimension, firstBlock, Tiles.AllCores)
    {
    }

    internal MomentAccumulator(int dimension, long firstBlock, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        (_dimension, _threads, _firstBlock) = (dimension, threads, firstBlock);
        _tree = new MomentTree(firstBlock, threads);
        _rows = new float[BlockRows * dimension];
        _centred = new double[BlockRows * dimension];
    }

    /// <summary>The rows so far.</summary>
    public long Count => _blocks * BlockRows + _pending;

    /// <summary>Takes more rows.</summary>
    /// <param name="rows">Any number of rows of D values.</param>
    /// <exception cref="GanGateException"><see cref="ErrorCodes.NotFinite"/>, naming the first row that is not finite, counted from 0.</exception>
    public void Add(ReadOnlySpan<float> rows)
    {
        if (rows.Length % _dimension != 0)
        {
            throw new ArgumentException($"{rows.Length} values are no whole number of rows of {_dimension}", nameof(rows));
        }

        int bad = Finite.IndexOfNotFinite(rows);
        if (bad >= 0)
        {
            throw new GanGateException(
                ErrorCodes.NotFinite,
                FormattableString.Invariant($"feature {bad % _dimension} of row {Count + bad / _dimension} is {rows[bad]}; every feature must be finite"));
        }

        while (!rows.IsEmpty)
        {
            int values = Math.Min(rows.Length, (BlockRows - _pending) * _dimension);
            rows[..values].CopyTo(_rows.AsSpan(_pending * _dimension));
            _pending += values / _dimension;
            rows = rows[values..];
            if (_pending == BlockRows) CloseBlock();
        }
    }

    /// <summary>The moments of all rows so far; more rows may follow.</summary>
    public Moments ToMoments() => _tree.Total(_pending > 0 ? BlockMoments() : null)
        ?? new Moments(0, new double[_dimension], new double[_dimension * _dimension]);

    /// <summary>The parts of the fixed tree that the rows make up, in order; a block that is not full comes last.</summary>
    internal IEnumerable<MomentNode> Nodes =>
        _pending > 0 ? _tree.Nodes.Append(new MomentNode(_firstBlock + _blocks, 0, BlockMoments())) : _tree.Nodes;

    private void CloseBlock()
    {
        _tree.Add(new MomentNode(_firstBlock + _blocks, 0, BlockMoments()));
        (_pending, _blocks) = (0, _blocks + 1);
    }

    private unsafe Moments BlockMoments()
    {
        double[] mean = new double[_dimension], scatter = new double[_dimension * _dimension];
        for (int row = 0; row < _pending; row++)
        {
            Span<double> values = _centred.AsSpan(row * _dimension, _dimension);
            TensorPrimitives.ConvertTruncating<float, double>(_rows.AsSpan(row * _dimension, _dimension), values);
            TensorPrimitives.Add(mean, values, mean);
        }

        TensorPrimitives.Divide(mean, _pending, mean);
        for (int row = 0; row < _pending; row++)
        {
            Span<double> values = _centred.AsSpan(row * _dimension, _dimension);
            TensorPrimitives.Subtract(values, mean, values);
        }

        fixed (double* centred = _centred, s = scatter)
        {
            MatrixView rows = new(centred, _pending, _dimension, _dimension);
            Gemm.MultiplyLower(1, rows.Transposed, rows, new MatrixView(s, _dimension, _dimension, _dimension), accumulate: false, _threads);
        }

        return new Moments(_pending, mean, scatter);
    }
}
