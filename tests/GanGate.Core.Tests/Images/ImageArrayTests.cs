using System.Globalization;
using GanGate.Archives;
using GanGate.Images;
using GanGate.Tests.Archives;

namespace GanGate.Tests.Images;

/// <summary>Arrays of images as other programs save them.</summary>
public class ImageArrayTests
{
    private const int N = 5, H = 6, W = 7;

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    private static byte Value(int n, int h, int w, int c) => (byte)((n * 97) + (h * 31) + (w * 11) + (c * 3));

    // The first index runs fastest in Fortran's order, the last in C's.
    private static byte[] Laid(int[] shape, bool fortran, Func<int[], byte> value)
    {
        byte[] bytes = new byte[shape.Aggregate(1, (a, b) => a * b)];
        for (int flat = 0; flat < bytes.Length; flat++)
        {
            int[] index = new int[shape.Length];
            int rest = flat;
            for (int k = 0; k < shape.Length; k++)
            {
                int dimension = fortran ? k : shape.Length - 1 - k;
                index[dimension] = rest % shape[dimension];
                rest /= shape[dimension];
            }

            bytes[flat] = value(index);
        }

        return bytes;
    }

    [TestCase("N x H x W x 3", false)]
    [TestCase("N x H x W x 3", true)]
    [TestCase("N x 3 x H x W", false)]
    [TestCase("N x 3 x H x W", true)]
    [TestCase("N x H x W", false)]
    [TestCase("N x H x W", true)]
    [TestCase("N x H x W x 1", true)]
    [TestCase("N x 1 x H x W", true)]
    public void The_same_pixels_come_out_of_every_layout(string layout, bool fortran)
    {
        int[] shape = [.. layout.Split(" x ").Select(name => name switch { "N" => N, "H" => H, "W" => W, _ => int.Parse(name, CultureInfo.InvariantCulture) })];
        bool gray = shape.Length == 3 || shape.Contains(1);
        byte[] data = Laid(shape, fortran, index => layout switch
        {
            "N x 3 x H x W" or "N x 1 x H x W" => Value(index[0], index[2], index[3], index[1]),
            "N x H x W" => Value(index[0], index[1], index[2], 0),
            _ => Value(index[0], index[1], index[2], index[3]),
        });
        string path = _folder["layout.npy"];
        NpyFiles.WriteBytes(path, $"({string.Join(", ", shape)})", fortran, data);

        using IDisposable opened = (IDisposable)ImageSources.Open(path);
        IImageSource images = (IImageSource)opened;

        Assert.That((images.Count, images.NameOf(2)), Is.EqualTo((N, "layout.npy[2]")));
        for (int n = 0; n < N; n++)
        {
            RgbImage image = images.Decode(n);
            byte[] expected = Laid([H, W, 3], false, index => Value(n, index[0], index[1], gray ? 0 : index[2]));
            Assert.That((image.Width, image.Height), Is.EqualTo((W, H)));
            Assert.That(image.Pixels, Is.EqualTo(expected));
        }
    }

    [Test]
    public void The_one_array_of_images_is_found_under_any_name()
    {
        NpzWriterTests.Write(_folder["named.npz"], npz =>
        {
            npz.Add<long>("arr_0", [1, 2], 2);
            npz.Add<byte>("images", new byte[2 * 8 * 8 * 3], 2, 8, 8, 3);
        });

        Assert.That(NpzImages.IsImages(_folder["named.npz"]), Is.True);
        using NpzImages images = NpzImages.Open(_folder["named.npz"]);
        Assert.That((images.Count, images.NameOf(1)), Is.EqualTo((2, "images[1]")));
    }

    [TestCase("<i4", false)]
    [TestCase(">i4", true)]
    [TestCase("<i8", false)]
    [TestCase("<u2", true)]
    [TestCase(">u2", false)]
    [TestCase("|i1", false)]
    public void Wider_integers_are_the_pixels_that_they_are_where_all_are_bytes(string type, bool fortran)
    {
        int size = type[2] - '0', most = type == "|i1" ? sbyte.MaxValue : byte.MaxValue;
        int[] shape = [N, H, W, 3];
        byte[] narrow = Laid(shape, fortran, index => (byte)Math.Min(most, (int)Value(index[0], index[1], index[2], index[3])));
        byte[] wide = new byte[narrow.Length * size];
        for (int i = 0; i < narrow.Length; i++) wide[(i * size) + (type[0] == '>' ? size - 1 : 0)] = narrow[i];
        NpyFiles.Write(_folder["wide.npy"], type, $"({string.Join(", ", shape)})", fortran, wide);
        NpyFiles.WriteBytes(_folder["narrow.npy"], $"({string.Join(", ", shape)})", fortran, narrow);

        using NpzImages images = NpzImages.Open(_folder["wide.npy"]), expected = NpzImages.Open(_folder["narrow.npy"]);

        Assert.That(images.Count, Is.EqualTo(N));
        for (int n = 0; n < N; n++) Assert.That(images.Decode(n).Pixels, Is.EqualTo(expected.Decode(n).Pixels));
    }

    [TestCase("<i4", "256", new byte[] { 0, 1, 0, 0 })]
    [TestCase(">i4", "-1", new byte[] { 255, 255, 255, 255 })]
    [TestCase("<u2", "65535", new byte[] { 255, 255 })]
    [TestCase("<i8", "-256", new byte[] { 0, 255, 255, 255, 255, 255, 255, 255 })]
    [TestCase("|i1", "-3", new byte[] { 253 })]
    public void An_integer_that_is_no_byte_is_named(string type, string number, byte[] last)
    {
        byte[] data = new byte[2 * 8 * 8 * 3 * last.Length];
        last.CopyTo(data, data.Length - last.Length);
        NpyFiles.Write(_folder["beyond.npy"], type, "(2, 8, 8, 3)", false, data);

        Assert.That(
            () => NpzImages.Open(_folder["beyond.npy"]),
            Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(ErrorCodes.ArchiveInvalid).And.Message.Contains(
                $"beyond.npy': it holds the number {number}, and integers ({type}) are pixels only where all of them are 0 to 255"));
    }

    [Test]
    public void Beside_images_of_bytes_wider_integers_are_something_else()
    {
        NpzWriterTests.Write(_folder["masks.npz"], npz =>
        {
            npz.Add<int>("masks", new int[2 * 8 * 8], 2, 8, 8);
            npz.Add<byte>("images", new byte[2 * 8 * 8 * 3], 2, 8, 8, 3);
        });

        using NpzImages images = NpzImages.Open(_folder["masks.npz"]);
        Assert.That(images.NameOf(0), Is.EqualTo("images[0]"));
    }

    [Test]
    public void Of_several_arrays_of_images_none_is_guessed_and_arr_0_is_no_guess()
    {
        NpzWriterTests.Write(_folder["several.npz"], Add("a", "b"));
        NpzWriterTests.Write(_folder["first.npz"], Add("a", "arr_0"));

        Assert.That(
            () => NpzImages.Open(_folder["several.npz"]),
            Throws.TypeOf<GanGateException>().With.Message.Contains("holds 2 arrays of images, a, b").And.Property("Error").EqualTo(ErrorCodes.ArchiveInvalid));
        using NpzImages images = NpzImages.Open(_folder["first.npz"]);
        Assert.That(images.NameOf(0), Is.EqualTo("arr_0[0]"));

        static Action<NpzWriter> Add(params string[] names) => npz =>
        {
            foreach (string name in names) npz.Add<byte>(name, new byte[2 * 8 * 8 * 3], 2, 8, 8, 3);
        };
    }

    [TestCase("(8, 8, 3)", "add the first dimension")]
    [TestCase("(2, 8, 8, 4)", "leave out the fourth channel")]
    [TestCase("(8, 8)", "is not an array of images")]
    public void A_shape_that_could_be_read_in_two_ways_is_refused_with_what_to_do(string shape, string advice)
    {
        long count = shape.Trim('(', ')').Split(", ").Aggregate(1L, (product, length) => product * long.Parse(length, CultureInfo.InvariantCulture));
        NpyFiles.WriteBytes(_folder["other.npy"], shape, false, new byte[count]);

        Assert.That(() => NpzImages.Open(_folder["other.npy"]), Throws.TypeOf<GanGateException>().With.Message.Contains(advice));
    }

    [Test]
    public void An_array_file_that_is_cut_short_or_too_long_is_refused()
    {
        foreach (int length in (int[])[2 * 8 * 8 * 3 - 1, 2 * 8 * 8 * 3 + 1])
        {
            NpyFiles.WriteBytes(_folder["cut.npy"], "(2, 8, 8, 3)", false, new byte[length]);
            Assert.That(
                () => NpzImages.Open(_folder["cut.npy"]),
                Throws.TypeOf<GanGateException>().With.Message.Contains("follow the header").And.Property("Error").EqualTo(ErrorCodes.ArchiveInvalid));
        }
    }
}
