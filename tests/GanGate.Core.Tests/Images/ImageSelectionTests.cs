using CsCheck;
using GanGate.Images;

namespace GanGate.Tests.Images;

public class ImageSelectionTests
{
    [Test]
    public void A_random_sample_has_its_size_keeps_the_order_and_repeats_nothing() => Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300], Gen.Long[0, long.MaxValue]).Sample(
        (a, b, seed) =>
        {
            int[] taken = Taken(new ImageSelection(Sample: Math.Min(a, b), Seed: seed), Math.Max(a, b));
            return taken.Length == Math.Min(a, b) && taken.SequenceEqual(taken.Distinct().Order()) && taken[^1] < Math.Max(a, b);
        });

    [Test]
    public void A_larger_sample_of_the_same_seed_holds_the_smaller_one() => Gen.Select(Gen.Int[1, 99], Gen.Long[0, long.MaxValue]).Sample(
        (size, seed) => !Taken(new ImageSelection(Sample: size, Seed: seed), 100).Except(Taken(new ImageSelection(Sample: size + 1, Seed: seed), 100)).Any());

    [Test]
    public void Every_image_is_drawn_about_as_often()
    {
        int[] times = new int[20];
        for (int seed = 0; seed < 2000; seed++)
        {
            foreach (int index in Taken(new ImageSelection(Sample: 5, Seed: seed), 20)) times[index]++;
        }

        // 500 expected, standard deviation 19.
        Assert.That(times, Is.All.InRange(400, 600));
    }

    [Test]
    public void The_first_images_are_those_the_source_begins_with() =>
        Assert.That(Taken(new ImageSelection(Limit: 3), 10), Is.EqualTo((int[])[0, 1, 2]));

    [Test]
    public void A_limit_above_the_count_takes_all() => Assert.That(Taken(new ImageSelection(Limit: 30), 10), Has.Length.EqualTo(10));

    [Test]
    public void Limit_and_sample_are_of_the_class()
    {
        Assert.That(Taken(new ImageSelection(Limit: 2, Class: "odd"), 10), Is.EqualTo((int[])[1, 3]));
        Assert.That(Taken(new ImageSelection(Sample: 5, Class: "even"), 10), Is.EqualTo((int[])[0, 2, 4, 6, 8]));
    }

    [Test]
    public void A_class_that_is_not_there_lists_those_that_are() =>
        Refuses(new ImageSelection(Class: "prime"), ErrorCodes.SelectionImpossible, "no class 'prime'; it has even, odd");

    [TestCase(1, "; its images have none (a class is the first folder, or a label)")]
    [TestCase(21, "; it has 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20")]
    [TestCase(23, "; it has 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 and 2 more")]
    public void The_classes_that_are_there_are_listed_up_to_twenty(int images, string known) => Assert.That(
        () => new ImageSelection(Class: "prime").Apply(new OwnClasses(images)),
        Throws.TypeOf<GanGateException>().With.Message.EqualTo($"'numbers' has no class 'prime'{known}"));

    [Test]
    public void A_sample_larger_than_the_source_is_refused() =>
        Refuses(new ImageSelection(Sample: 6, Class: "odd"), ErrorCodes.SelectionImpossible, "5 images of the class 'odd', fewer than the 6 of sample");

    [Test]
    public void Limit_and_sample_exclude_each_other() =>
        Refuses(new ImageSelection(Limit: 1, Sample: 1), ErrorCodes.Usage, "exclude each other");

    [Test]
    public void Nothing_cannot_be_taken([Values(0, -3)] int count)
    {
        Refuses(new ImageSelection(Limit: count), ErrorCodes.Usage, "at least 1");
        Refuses(new ImageSelection(Sample: count), ErrorCodes.Usage, "at least 1");
    }

    [Test]
    public void A_selection_says_what_it_is() => Assert.That(
        (string[])[$"{new ImageSelection(Sample: 5000, Seed: 3, Class: "cat")}", $"{new ImageSelection(Limit: 10)}", $"{new ImageSelection(Class: "cat")}"],
        Is.EqualTo(["5,000 at random (seed 3) of the class 'cat'", "the first 10", "all of the class 'cat'"]));

    private static void Refuses(ImageSelection selection, ErrorCode code, string reason)
    {
        GanGateException? failure = Assert.Throws<GanGateException>(() => selection.Apply(new Parities(10)));
        Assert.That(failure?.Error, Is.EqualTo(code));
        Assert.That(failure?.Message, Does.Contain(reason));
    }

    private static int[] Taken(ImageSelection selection, int count)
    {
        IImageSource taken = selection.Apply(new Parities(count));
        return [.. Enumerable.Range(0, taken.Count).Select(i => int.Parse(taken.NameOf(i)))];
    }

    // Each is the only one of its class, the first is of none.
    private sealed class OwnClasses(int count) : IImageSource
    {
        public string Description => "numbers";

        public int Count => count;

        public string NameOf(int index) => $"{index}";

        public string? ClassOf(int index) => index == 0 ? null : $"{index}";

        public RgbImage Decode(int index) => throw new NotSupportedException();
    }

    private sealed class Parities(int count) : IImageSource
    {
        public string Description => "numbers";

        public int Count => count;

        public string NameOf(int index) => $"{index}";

        public string? ClassOf(int index) => index % 2 == 0 ? "even" : "odd";

        public RgbImage Decode(int index) => throw new NotSupportedException();
    }
}
