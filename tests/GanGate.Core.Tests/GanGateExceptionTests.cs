namespace GanGate.Tests;

public class GanGateExceptionTests
{
    [Test]
    public void What_is_missing_is_named_with_the_folder_that_a_relative_path_starts_in()
    {
        FileNotFoundException inner = new();
        GanGateException relative = GanGateException.Missing("samples", "the folder", inner);

        Assert.That(relative.Message, Is.EqualTo($"the folder 'samples' does not exist in '{Directory.GetCurrentDirectory()}'"));
        Assert.That((relative.Error, relative.InnerException), Is.EqualTo((ErrorCodes.SourceMissing, inner)));
    }

    [Test]
    public void A_whole_path_needs_no_folder_beside_it()
    {
        string path = Path.Combine(Path.GetTempPath(), "none.npz");

        Assert.That(GanGateException.Missing(path).Message, Is.EqualTo($"'{path}' does not exist"));
    }
}
