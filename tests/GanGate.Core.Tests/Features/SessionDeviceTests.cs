using GanGate.Features;
using Microsoft.ML.OnnxRuntime;

namespace GanGate.Tests.Features;

public class SessionDeviceTests
{
    [TestCase("cpu", true, 2, ExpectedResult = "cpu")]
    [TestCase("auto", false, 0, ExpectedResult = "cpu")]
    [TestCase("auto", true, 0, ExpectedResult = "cuda:0")]
    [TestCase("cuda", true, 0, ExpectedResult = "cuda:0")]
    [TestCase("cuda:3", true, 0, ExpectedResult = "cuda:3")]
    public string Without_a_library_the_built_in_provider_decides(string requested, bool builtIn, int gpus) =>
        SessionDevice.Find(requested, library: null, [new Runtime(builtIn, gpus)]).Name;

    [TestCase("auto", 1, ExpectedResult = "cuda:0")]
    [TestCase("auto", 0, ExpectedResult = "cpu")]
    [TestCase("cuda", 1, ExpectedResult = "cuda:0")]
    [TestCase("cuda:1", 2, ExpectedResult = "cuda:1")]
    [TestCase("cpu", 2, ExpectedResult = "cpu")]
    public string A_library_offers_the_gpus_that_it_finds(string requested, int gpus) =>
        SessionDevice.Find(requested, "cuda.so", [new Runtime(false, gpus)]).Name;

    [Test]
    public void The_gpu_that_is_asked_for_is_the_one_that_is_used()
    {
        Runtime runtime = new(false, 3);
        using SessionOptions session = new();

        SessionDevice.Find("cuda:2", "cuda.so", [runtime]).Provider!(session);

        Assert.That(runtime.Used, Is.EqualTo(2));
    }

    [TestCase("cuda", false, 0, null, "GG4003", "epLibrary")]
    [TestCase("cuda:1", false, 1, "cuda.so", "GG4003", "'cuda:1' is not there: the provider library 'cuda.so' finds 1 GPUs for CUDA")]
    [TestCase("cuda", false, 0, "cuda.so", "GG4003", "install a driver for cuda")]
    [TestCase("cuda", false, -1, "cuda.so", "GG4014", "libcublas")]
    [TestCase("gpu", false, 0, null, "GG2001", "'gpu' is no device")]
    [TestCase("cuda:", true, 0, null, "GG2001", "'cuda:' is no device")]
    [TestCase("cuda:x", true, 0, null, "GG2001", "'cuda:x' is no device")]
    [TestCase("cuda:99999999999", true, 0, null, "GG2001", "is no device")]
    public void What_is_asked_for_and_not_there_is_an_error(string requested, bool builtIn, int gpus, string? library, string code, string message)
    {
        GanGateException failure = Assert.Throws<GanGateException>(() => SessionDevice.Find(requested, library, [new Runtime(builtIn, gpus)]))!;

        Assert.That(failure.Error.Id, Is.EqualTo(code));
        Assert.That(failure.Message, Does.Contain(message));
    }

    [Test]
    public void Auto_falls_back_to_the_processor_and_says_why()
    {
        SessionDevice device = SessionDevice.Find("auto", "cuda.so", [new Runtime(false, -1)]);

        Assert.That(device.IsCpu);
        Assert.That(device.InsteadOfGpu?.ToString(), Does.Contain("libcublas"));
        Assert.That(SessionDevice.Find("auto", null, [new Runtime(false, 0)]).InsteadOfGpu, Is.Null);
    }

    [TestCase("auto", ExpectedResult = "cuda:0 cpu")]
    [TestCase("cuda", ExpectedResult = "cuda:0")]
    [TestCase("cpu", ExpectedResult = "cpu")]
    public string What_auto_cannot_open_on_a_gpu_it_opens_on_the_processor(string requested)
    {
        List<SessionDevice> tried = [];
        string Open(SessionDevice device)
        {
            tried.Add(device);
            return device.IsCpu ? "open" : throw device.Unusable(new InvalidOperationException("no kernel image"));
        }

        try
        {
            string opened = SessionDevice.Open(requested, "cuda.so", [new Runtime(false, 1)], Open);
            Assert.That(opened, Is.EqualTo("open"));
            Assert.That(tried[^1].InsteadOfGpu?.ToString(), requested == "auto" ? Does.Contain("no kernel image") : Is.Null);
        }
        catch (GanGateException failure)
        {
            Assert.That((requested, failure.Error), Is.EqualTo(("cuda", ErrorCodes.ProviderUnusable)));
        }

        return string.Join(' ', tried.Select(device => device.Name));
    }

    [Test]
    public void A_library_that_is_none_is_named()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["libnone.so"], "no library");

        GanGateException none = Assert.Throws<GanGateException>(() => CudaRuntime.Here.Load(folder["libnone.so"]))!;
        GanGateException missing = Assert.Throws<GanGateException>(() => CudaRuntime.Here.Load(folder["missing.so"]))!;

        Assert.That(none.Error, Is.EqualTo(ErrorCodes.ProviderUnusable));
        Assert.That(none.Message, Does.Contain("libnone.so").And.Contain("NVIDIA's driver").And.Contain("cuDNN"));
        Assert.That(missing.Message, Does.Contain("missing.so' does not exist (epLibrary, GANGATE_EP_LIBRARY)"));
    }

    [Test]
    public void The_network_of_auto_runs_on_the_processor_where_the_library_does_not_work()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["libnone.so"], "no library");

        using Extractor extractor = Protocols.Open(new ProtocolOptions("pyramid") { Device = "auto", EpLibrary = folder["libnone.so"] });

        Assert.That(extractor.Device, Is.EqualTo("cpu"));
        Assert.That(extractor.InsteadOfGpu?.ToString(), Does.Contain("libnone.so"));
    }

    // CUDA's GPUs (-1: it cannot be used), WebGPU's, whether those are software.
    [TestCase("auto", 1, 1, false, ExpectedResult = "cuda:0")]
    [TestCase("auto", -1, 1, false, ExpectedResult = "webgpu:0 (adapter 0)")]
    [TestCase("auto", -1, 1, true, ExpectedResult = "cpu")]
    [TestCase("auto", -1, 0, false, ExpectedResult = "cpu")]
    [TestCase("webgpu", 1, 1, true, ExpectedResult = "webgpu:0 (adapter 0)")]
    [TestCase("webgpu:1", 1, 2, false, ExpectedResult = "webgpu:1 (adapter 1)")]
    public string Auto_takes_cuda_then_hardware_of_webgpu_then_the_processor(string requested, int cuda, int webGpu, bool software) =>
        SessionDevice.Find(requested, cuda < 0 ? "cuda.so" : null, [new Runtime(cuda > 0, cuda), new Runtime(true, webGpu, "webgpu", software)]).Label;

    [TestCase("libonnxruntime_providers_webgpu.so", ExpectedResult = "webgpu:0 (adapter 0)")]
    [TestCase("onnxruntime_providers_cuda.dll", ExpectedResult = "cuda:0")]
    [TestCase("provider.so", ExpectedResult = "cuda:0")]
    public string A_library_is_that_of_the_provider_in_its_name(string library) =>
        SessionDevice.Find("auto", library, [new Runtime(false, 1), new Runtime(false, 1, "webgpu")]).Label;

    // Named, built in, installed: which library is loaded; empty for none.
    [TestCase("named_cuda.so", true, "installed.so", ExpectedResult = "named_cuda.so")]
    [TestCase(null, true, "installed.so", ExpectedResult = "")]
    [TestCase(null, false, "installed.so", ExpectedResult = "installed.so")]
    public string What_is_named_comes_before_what_is_built_in_and_that_before_what_is_installed(string? named, bool builtIn, string installed)
    {
        Runtime runtime = new(builtIn, 1, installed: installed);
        SessionDevice device = SessionDevice.Find("auto", named, [runtime]);

        Assert.That(device.Name, Is.EqualTo("cuda:0"));
        return runtime.Loaded ?? "";
    }

    [Test]
    public void Auto_goes_on_where_the_first_gpu_cannot_be_opened()
    {
        List<string> tried = [];
        string opened = SessionDevice.Open("auto", null, [new Runtime(true, 1), new Runtime(true, 1, "webgpu")], device =>
        {
            tried.Add(device.Name);
            return device.Name == "cuda:0" ? throw device.Unusable(new InvalidOperationException("no kernel image")) : device.Label;
        });

        Assert.That((opened, tried), Is.EqualTo(("webgpu:0 (adapter 0)", new[] { "cuda:0", "webgpu:0" })));
    }

    [TestCase("webgpu", 0, null, "GG4003", "the device 'webgpu' is not there; install a driver for webgpu, or use device cpu")]
    [TestCase("webgpu:x", 1, null, "GG2001", "'webgpu:x' is no device: write auto, cpu, cuda[:N] or webgpu[:N]")]
    [TestCase("webgpu:2", 1, "webgpu.so", "GG4003", "the provider library 'webgpu.so' finds 1 GPUs for WebGPU")]
    [TestCase("webgpu", 1, "cuda.so", "GG4003", "needs ONNX Runtime's WebGPU provider, which this build does not hold")]
    public void What_webgpu_lacks_is_an_error(string requested, int gpus, string? library, string code, string message)
    {
        GanGateException failure = Assert.Throws<GanGateException>(
            () => SessionDevice.Find(requested, library, [new Runtime(false, 1), new Runtime(library is null, gpus, "webgpu")]))!;

        Assert.That(failure.Error.Id, Is.EqualTo(code));
        Assert.That(failure.Message, Does.Contain(message).And.Not.Contains("device install webgpu"), "no advice that cannot be followed");
    }

    [Test]
    public void A_gpu_that_fails_is_named_with_what_to_look_at() => Assert.That(
        SessionDevice.Find("webgpu", null, [new Runtime(true, 1, "webgpu")]).Failed("pyramid", new InvalidOperationException("device\nlost")).Message,
        Is.EqualTo("the GPU 'webgpu:0' failed as it ran 'pyramid': device lost; look at webgpu, and device cpu does without it"));

    private sealed class Runtime(bool builtIn, int gpus, string kind = "cuda", bool software = false, string? installed = null) : IGpuRuntime
    {
        public int? Used { get; private set; }

        public string Kind => kind;

        public string Provider => kind == "cuda" ? "CUDA" : "WebGPU";

        public string LibraryName => $"libonnxruntime_providers_{kind}.so";

        public bool IsBuiltIn => builtIn;

        public string WhenMissing => $"install a driver for {kind}";

        public IReadOnlyList<string> Needs => [];

        public string? Installed => installed;

        public object? OneAtATime => null;

        public string WhenFailed => $"look at {kind}";

        public Gpu? BuiltIn(int index) => gpus == 0 && kind == "webgpu" ? null : At(index);

        public string? Loaded { get; private set; }

        public IReadOnlyList<Gpu> Load(string library)
        {
            Loaded = library;
            return gpus >= 0
                ? [.. Enumerable.Range(0, gpus).Select(At)]
                : throw Unusable(library, new InvalidOperationException("libcublasLt.so.13: cannot open shared object file"));
        }

        public GanGateException Unusable(string name, Exception failure) =>
            new(ErrorCodes.ProviderUnusable, $"the provider '{name}' cannot be used: {failure.Message}");

        private Gpu At(int index) => new(_ => Used = index, kind == "cuda" ? null : $"adapter {index}", software);
    }
}
