namespace GanGate.Tests;

public class NativeLibraryTests
{
    [Test]
    public void A_wrapped_load_failure_is_recognised_and_says_what_to_add()
    {
        TypeInitializationException wrapped = new("NativeMethods", new DllNotFoundException(
            "Unable to load 'onnxruntime'\n/app/libonnxruntime.so: cannot open shared object file: No such file or directory"));

        GanGateException error = NativeLibrary.Missing("ONNX Runtime", "Microsoft.ML.OnnxRuntime", wrapped);

        Assert.That(NativeLibrary.IsLoadFailure(wrapped), Is.True);
        Assert.That(error.Error, Is.EqualTo(ErrorCodes.NativeLibraryMissing));
        Assert.That(error.Message, Does.Contain("ONNX Runtime").And.Contain("Microsoft.ML.OnnxRuntime").And.Not.Contain("\n"));
    }

    [Test]
    public void A_library_that_is_there_and_cannot_be_loaded_is_told_by_the_loaders_own_words()
    {
        GanGateException error = NativeLibrary.Missing("ONNX Runtime", "package", new DllNotFoundException(
            """
            Unable to load shared library 'onnxruntime' or one of its dependencies. Consider using a tool like strace:
            /app/native/libonnxruntime.so: invalid ELF header
            libmissing.so.1: cannot open shared object file: No such file or directory
            /app/onnxruntime.so: cannot open shared object file: No such file or directory
            """), "linux-x64");

        Assert.That(
            error.Message,
            Is.EqualTo(
                "ONNX Runtime is here but cannot be loaded: /app/native/libonnxruntime.so: invalid ELF header; "
                + "libmissing.so.1: cannot open shared object file: No such file or directory"));
    }

    [TestCase("linux-musl-x64", "musl")]
    [TestCase("alpine.3.22-arm64", "musl")]
    [TestCase("osx-x64", "Intel Macs")]
    [TestCase("linux-riscv64", "this platform")]
    public void A_platform_that_has_no_natives_is_named(string platform, string what)
    {
        GanGateException error = NativeLibrary.Missing("ONNX Runtime", "package", new DllNotFoundException("Unable to load"), platform);

        Assert.That(error.Error, Is.EqualTo(ErrorCodes.PlatformUnsupported));
        Assert.That(error.Message, Does.StartWith($"ONNX Runtime is not published for {what} ({platform}): measure on "));
    }

    [TestCase("linux-x64")]
    [TestCase("debian.12-arm64")]
    [TestCase("osx-arm64")]
    [TestCase("win-x64")]
    public void A_platform_that_has_natives_lacks_the_package(string platform) =>
        Assert.That(
            NativeLibrary.Missing("ONNX Runtime", "package", new DllNotFoundException("Unable to load"), platform).Error,
            Is.EqualTo(ErrorCodes.NativeLibraryMissing));

    [Test]
    public void Other_failures_are_not() => Assert.That(NativeLibrary.IsLoadFailure(new InvalidOperationException()), Is.False);
}
