namespace GanGate.Tests;

public class NativeLibraryTests
{
    [Test]
    public void A_wrapped_load_failure_is_recognised_and_says_what_to_add()
    {
        TypeInitializationException wrapped = new("NativeMethods", new DllNotFoundException("Unable to load 'onnxruntime'\nmore"));

        GanGateException error = NativeLibrary.Missing("ONNX Runtime", "Microsoft.ML.OnnxRuntime", wrapped);

        Assert.That(NativeLibrary.IsLoadFailure(wrapped), Is.True);
        Assert.That(error.Error, Is.EqualTo(ErrorCodes.NativeLibraryMissing));
        Assert.That(error.Message, Does.Contain("ONNX Runtime").And.Contain("Microsoft.ML.OnnxRuntime").And.Not.Contain("\n"));
    }

    [Test]
    public void Other_failures_are_not() => Assert.That(NativeLibrary.IsLoadFailure(new InvalidOperationException()), Is.False);
}
