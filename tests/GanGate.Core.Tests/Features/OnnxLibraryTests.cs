using GanGate.Features;

namespace GanGate.Tests.Features;

/// <summary>Another build of ONNX Runtime: what is wrong with it is told before it runs.</summary>
public class OnnxLibraryTests
{
    [TestCase("1.30.0", ", which offers API version 30, and this program speaks API version ")]
    [TestCase("0.99.0", ", which offers API version 99, and this program speaks API version ")]
    [TestCase("old", "it is ONNX Runtime old, and this program speaks API version ")]
    public void A_version_whose_interface_is_too_old_is_refused(string version, string reason)
    {
        if (Version.TryParse(version, out Version? offered) && offered >= OnnxLibrary.Spoken) Assert.Ignore("this build speaks an older version");

        GanGateException failure = Assert.Throws<GanGateException>(() => OnnxLibrary.RequireVersion("lib.so", version))!;

        Assert.That(failure.Error, Is.EqualTo(ErrorCodes.NativeLibraryMissing));
        Assert.That(failure.Message, Does.StartWith("'lib.so' (GANGATE_ONNXRUNTIME) cannot be used: ").And.Contain(reason));
    }

    [Test]
    public void Equal_and_later_versions_are_taken()
    {
        Version spoken = OnnxLibrary.Spoken;
        foreach (string version in (string[])[$"{spoken}", $"{spoken.Major}.{spoken.Minor}.0", $"{spoken.Major}.{spoken.Minor + 1}.0", $"{spoken}-dev"])
        {
            Assert.That(() => OnnxLibrary.RequireVersion("lib.so", version), Throws.Nothing, version);
        }
    }
}
