using System.Net;
using GanGate.Tests.Playing;

namespace GanGate.Tests;

/// <summary>The comment on a pull request, with a stand-in for GitHub's API.</summary>
[Platform(Exclude = "Win", Reason = "its bash may be that of another system; the workflow runs the action there")]
public class CommentTests
{
    private GitHubApi _api = null!;
    private Job _job = null!;

    [SetUp]
    public void Start()
    {
        _api = new GitHubApi();
        _job = new Job();
        _job.ForPullRequest(7, from: "someone/models", _api.Address);
        DemoPictures.Copy(Path.Combine(_job.Workspace, "samples"), 40);
        File.Copy(DemoPictures.Statistics, Path.Combine(_job.Workspace, "photos.npz"));
    }

    [TearDown]
    public void End()
    {
        _job.Dispose();
        _api.Dispose();
    }

    [Test]
    public async Task One_comment_for_each_gate_is_written_and_then_written_anew()
    {
        _api.Comment("<!-- gangate:0123456789abcdef -->\nof another gate", "Bot");
        for (int other = 0; other < 120; other++) _api.Comment($"comment {other}", "User");

        await Play("faces", "1000");
        await Play("faces", "0.001");
        await Play("hands", "1000");

        string[] ours = _api.Bodies[121..];
        Assert.That(ours, Has.Length.EqualTo(2));
        Assert.That(ours[0], Does.StartWith("<!-- gangate:").And.Contain("❌ <code>faces</code> failed"));
        Assert.That(ours[0], Does.Contain("https://github.example/someone/models/actions/runs/123"));
        Assert.That(ours[1], Does.Contain("✅ <code>hands</code> passed"));
        Assert.That(_api.Bodies[0], Does.EndWith("of another gate"));
        Assert.That(_api.Authorizations, Is.EqualTo(["Bearer token-of-the-job"]));
    }

    [Test]
    public async Task An_error_takes_the_place_of_an_earlier_verdict()
    {
        await Play("faces", "1000");
        Directory.Delete(Path.Combine(_job.Workspace, "samples"), recursive: true);

        await Play("faces", "1000");

        Assert.That(_api.Bodies.Single(), Does.Contain("<code>faces</code> has no verdict").And.Contain("GG2002"));
    }

    [Test]
    public async Task Someone_elses_comment_with_the_mark_is_left_alone()
    {
        await Play("faces", "1000");
        string mark = _api.Bodies.Single().Split('\n')[0];
        using GitHubApi other = new();
        other.Comment($"{mark}\n✅ all is well", "User");
        _job.ForPullRequest(7, from: "someone/models", other.Address);

        await Play("faces", "0.001");

        Assert.That(other.Bodies, Has.Length.EqualTo(2));
        Assert.That(other.Bodies[0], Does.EndWith("all is well"));
    }

    [TestCase(HttpStatusCode.Forbidden, "may not write one (HTTP 403; it needs 'permissions: pull-requests: write')")]
    [TestCase(HttpStatusCode.NotFound, "may not write one (HTTP 404;")]
    [TestCase(HttpStatusCode.BadGateway, "the API answered with HTTP 502")]
    [TestCase(HttpStatusCode.OK, "the API's answer is not the expected one")]
    public async Task Without_permission_the_summary_has_it_and_the_verdict_stays(HttpStatusCode refusal, string reason)
    {
        _api.Refusal = refusal;

        ActionRun run = await Play("faces", "1000");

        Assert.That(run.Succeeded, Is.True, run.Log);
        Assert.That(run.Commands.Single(), Has.Property("Name").EqualTo("warning"));
        Assert.That(run.Commands.Single().Message, Does.StartWith("GG2081: no comment on pull request 7: ").And.Contain(reason));
        Assert.That(run.Summary, Does.Contain("<code>faces</code> passed").And.Contain("No comment on the pull request: "));
    }

    [Test]
    public async Task An_api_that_cannot_be_reached_changes_no_verdict()
    {
        _job.ForPullRequest(7, from: "someone/models", "http://127.0.0.1:9");

        ActionRun run = await Play("faces", "1000");

        Assert.That(run.Outputs["verdict"], Is.EqualTo("passed"));
        Assert.That(run.Commands.Single().Message, Does.Contain("the API cannot be reached"));
    }

    [Test]
    public async Task On_a_fork_there_is_no_warning()
    {
        _job.ForPullRequest(7, from: "stranger/models", _api.Address);
        _api.Refusal = HttpStatusCode.Forbidden;

        ActionRun run = await Play("faces", "1000");

        Assert.That(run.Commands, Is.Empty);
        Assert.That(run.Log, Does.Contain("gangate : no comment on pull request 7"));
        Assert.That(run.Summary, Does.Contain("No comment on the pull request: "));
    }

    [Test]
    public async Task None_is_written_when_none_is_wanted_or_there_is_no_pull_request()
    {
        await Play("faces", "1000", comment: "false");
        _job["GITHUB_EVENT_PATH"] = Path.Combine(_job.Temp, "none.json");
        await Play("faces", "1000");

        Assert.That(_api.Requests, Is.Empty);
    }

    private Task<ActionRun> Play(string name, string limit, string comment = "true") => ActionRun.Of(_job, new()
    {
        ["tool"] = DemoPictures.Tool,
        ["generated"] = "samples",
        ["reference"] = "photos.npz",
        ["name"] = name,
        ["max-fid"] = limit,
        ["comment"] = comment,
    });
}
