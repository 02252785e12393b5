namespace GanGate.Tests;

public class RealPhotosTests
{
    [Test]
    public async Task A_build_passes_with_real_photos_and_fails_with_blurred_ones()
    {
        using CifarPhotos photos = new();
        using GatedProject real = new(Gate(photos, photos.Test));
        using GatedProject blurred = new(Gate(photos, photos.Blurred));

        CommandResult passed = await real.Check();
        CommandResult failed = await blurred.Check();

        Assert.That(passed.ExitCode, Is.Zero, passed.Output);
        Assert.That(passed.Output, Does.Contain("PASSED  photos  FD (pyramid)-2k 0.09"));
        Assert.That(failed.Errors.Single(), Does.Contain("Product.csproj : error GG1001: photos: FD (pyramid)-2k is "));
    }

    private static string Gate(CifarPhotos photos, string generated) =>
        $"<GanGate Include=\"photos\" Generated=\"{generated}\" Reference=\"{photos.Statistics}\" MaxFid=\"{CifarPhotos.MaxFid}\" />";
}
