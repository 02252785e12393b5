using GanGate.Archives;

namespace GanGate.Tests.Archives;

/// <summary>Arrays that numpy wrote (Data/make_npz.py); the expected values follow its formulas.</summary>
[TestFixture("stored")]
[TestFixture("deflated")]
public sealed class NpzReaderTests(string method) : IDisposable
{
    private static readonly double[] Quarters = [-0.5, -0.25, 0, 0.25, 0.5, 0.75];
    private static readonly double[] Counts = [0, 7, 14, 21, 28, 35];
    private static readonly double[] Grid = [.. Enumerable.Range(0, 24).Select(i => (double)i)];

    private readonly NpzReader _npz = NpzReader.Open(
        Path.Combine(Repository.Root, "tests", "GanGate.Core.Tests", "Archives", "Data", $"numpy_{method}.npz"));

    public void Dispose() => _npz.Dispose();

    [TestCase("f2")]
    [TestCase("f4")]
    [TestCase("f8")]
    [TestCase(">f2")]
    [TestCase(">f4")]
    [TestCase(">f8")]
    [TestCase("version2")]
    [TestCase("version3")]
    public void Floats_of_every_size_order_and_format_version_are_read(string name)
    {
        Assert.That(_npz.Read<double>(name), Is.EqualTo(Quarters));
        Assert.That(_npz.Read<float>(name), Is.EqualTo(Quarters));
        Assert.That(() => _npz.Read<long>(name), Throws.TypeOf<GanGateException>().With.Message.Contains("integers are needed"));
    }

    [TestCase("i1")]
    [TestCase("i2")]
    [TestCase("i4")]
    [TestCase("i8")]
    [TestCase("u1")]
    [TestCase("u2")]
    [TestCase("u4")]
    [TestCase("u8")]
    [TestCase(">i4")]
    [TestCase(">u8")]
    public void Integers_of_every_size_and_order_are_read(string name)
    {
        Assert.That(_npz.Read<double>(name), Is.EqualTo(Counts));
        Assert.That(_npz.Read<long>(name), Is.EqualTo(Counts));
        Assert.That(_npz.Read<byte>(name), Is.EqualTo(Counts));
    }

    [Test]
    public void Fortran_order_is_turned_into_C_order()
    {
        Assert.That(_npz.HeaderOf("grid").Shape, Is.EqualTo(new long[] { 2, 3, 4 }));
        Assert.That(_npz.HeaderOf("grid").FortranOrder, Is.False);
        Assert.That(_npz.Read<double>("grid"), Is.EqualTo(Grid));

        Assert.That(_npz.HeaderOf("grid_fortran").FortranOrder, Is.True);
        Assert.That(_npz.Read<double>("grid_fortran"), Is.EqualTo(Grid));
        Assert.That(_npz.Read<double>("matrix_fortran"), Is.EqualTo(Grid[..12]));
    }

    [Test]
    public void Scalars_empty_arrays_and_booleans_are_read()
    {
        Assert.That(_npz.HeaderOf("scalar").Shape, Is.Empty);
        Assert.That(_npz.Read<double>("scalar"), Is.EqualTo(new[] { 2.5 }));
        Assert.That(_npz.HeaderOf("empty").Shape, Is.EqualTo(new long[] { 0, 3 }));
        Assert.That(_npz.Read<double>("empty"), Is.Empty);
        Assert.That(_npz.Read<byte>("bool"), Is.EqualTo(new byte[] { 1, 0, 1 }));
    }

    [Test]
    public void Text_is_read()
    {
        Assert.That(_npz.ReadText("text"), Is.EqualTo(new[] { "gr\u00fc\u00dfe \U0001f600" }));
        Assert.That(_npz.ReadText("texts"), Is.EqualTo(new[] { "one", "", "three" }));
        Assert.That(_npz.ReadText("texts_big"), Is.EqualTo(new[] { "one", "three" }));
        Assert.That(() => _npz.ReadText("f8"), Throws.TypeOf<GanGateException>().With.Message.Contains("text ('<U...') is needed"));
    }

    [TestCase("objects", "pickled Python objects")]
    [TestCase("records", "records")]
    [TestCase("complex", "'<c16'")]
    [TestCase("text", "numbers are needed")]
    [TestCase("readme", "no such entry")]
    public void What_is_no_array_of_numbers_is_refused_by_name(string name, string reason)
    {
        GanGateException? error = Assert.Throws<GanGateException>(() => _npz.Read<double>(name));
        Assert.That(error?.Error, Is.EqualTo(ErrorCodes.ArchiveInvalid));
        Assert.That(error?.Message, Does.Contain($"numpy_{method}.npz', entry '{name}'").And.Contain(reason));
    }

    [Test]
    public void Raw_bytes_are_read_from_anywhere_by_many_threads()
    {
        using NpyBytes bytes = _npz.OpenBytes("grid");
        Assert.That(bytes.Header.ShapeText, Is.EqualTo("(2, 3, 4)"));
        double[] values = new double[24];
        Parallel.For(0, 24, i =>
        {
            byte[] piece = new byte[sizeof(double)];
            bytes.Read(8 * (23 - i), piece);
            values[23 - i] = BitConverter.ToDouble(piece);
        });

        Assert.That(values, Is.EqualTo(Grid));
        Assert.That(() => bytes.Read(8 * 23, new byte[9]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Names_keep_their_order_and_leave_out_what_is_no_array()
    {
        Assert.That(_npz.Names.Take(3), Is.EqualTo(new[] { "f2", "f4", "f8" }));
        Assert.That(_npz.Names, Does.Not.Contain("readme.txt"));
        Assert.That(_npz.Contains("grid"), Is.True);
        Assert.That(_npz.Contains("grid.npy"), Is.False);
    }
}
