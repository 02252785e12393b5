using System.Runtime.InteropServices;

namespace GanGate.Texts;

/// <summary>
/// How often each n-gram of one text occurs in it and in another; n-grams of the other alone are only counted together. Where the table
/// would outgrow its limit it holds one share of all n-grams, and the texts are read once for each share.
/// </summary>
/// <param name="limit">The most n-grams to hold.</param>
internal sealed class NgramTable(int limit)
{
    private readonly Dictionary<UInt128, int> _rows = [];
    private readonly List<long> _first = [];
    private readonly List<long> _second = [];

    /// <summary>The number of shares.</summary>
    public int Shares { get; private set; } = 1;

    /// <summary>The share that is held.</summary>
    public int Share { get; private set; }

    /// <summary>For each n-gram of the first text in this share, its occurrences there.</summary>
    public ReadOnlySpan<long> First => CollectionsMarshal.AsSpan(_first);

    /// <summary>For the same n-grams, their occurrences in the second text.</summary>
    public ReadOnlySpan<long> Second => CollectionsMarshal.AsSpan(_second);

    /// <summary>Starts with a share, empty.</summary>
    public void Begin(int share, int shares)
    {
        (Share, Shares) = (share, shares);
        _rows.Clear();
        _first.Clear();
        _second.Clear();
    }

    /// <summary>Counts an occurrence in the first text.</summary>
    /// <returns>false when the table is full.</returns>
    public bool AddFirst(UInt128 key)
    {
        if (!Holds(key)) return true;

        ref int row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, key, out bool known);
        if (!known)
        {
            if (_first.Count == limit) return false;

            row = _first.Count;
            _first.Add(0);
            _second.Add(0);
        }

        CollectionsMarshal.AsSpan(_first)[row]++;
        return true;
    }

    /// <summary>Counts an occurrence in the second text, if the first has the n-gram too.</summary>
    public void AddSecond(UInt128 key)
    {
        if (_rows.TryGetValue(key, out int row)) CollectionsMarshal.AsSpan(_second)[row]++;
    }

    /// <summary>The row of an n-gram of the first text; -1 for one of another share.</summary>
    public int RowOf(UInt128 key) => Holds(key) ? _rows[key] : -1;

    // Not GetHashCode, which differs from run to run and fills the dictionary's own buckets.
    private bool Holds(UInt128 key)
    {
        if (Shares == 1) return true;

        ulong mixed = ((ulong)key ^ ((ulong)(key >> 64) * 0x9E3779B97F4A7C15UL)) * 0xD6E8FEB86659FD93UL;
        return (int)((mixed >> 33) % (uint)Shares) == Share;
    }
}
