namespace GanGate.Tests;

public class RealPhotosTests
{
    [Test]
    public async Task Real_photos_pass_against_others_of_their_kind_and_blurred_ones_fail()
    {
        using CifarPhotos photos = new();
        string[] gate = ["gate", "--reference", photos.Statistics, "--max-fid", CifarPhotos.MaxFid, "--json"];

        GanGateCommand real = await GanGateCommand.Run([.. gate, "--generated", photos.Test]);
        GanGateCommand blurred = await GanGateCommand.Run([.. gate, "--generated", photos.Blurred]);

        TestContext.Out.WriteLine($"real {real.Json["value"]}, blurred {blurred.Json["value"]}");
        Assert.That((real.ExitCode, blurred.ExitCode), Is.EqualTo((0, 1)), real.Error + blurred.Error);
        Assert.That((int?)real.Json["generated"]!["count"], Is.EqualTo(CifarPhotos.TestCount));
        Assert.That((int?)real.Json["reference"]!["count"], Is.EqualTo(CifarPhotos.TrainingCount));
        Assert.That((double)blurred.Json["value"]! / (double)real.Json["value"]!, Is.InRange(100, 200));
    }
}
