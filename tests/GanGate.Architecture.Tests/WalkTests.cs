using Mono.Cecil;
using Mono.Cecil.Cil;

namespace GanGate.Tests.Architecture;

/// <summary>The walks of docs/architecture.md: each method calls the next one.</summary>
public class WalkTests
{
    private const int MostCallsToTheNetwork = 9;

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));

    private static readonly TypeDefinition[] Types =
        [.. new[] { House.Core, House.Reports, House.Experiments, House.Tool }.SelectMany(one => ModuleDefinition.ReadModule(one.Location).GetTypes())];

    private static IEnumerable<TestCaseData> Steps() => Walks().SelectMany(walk => walk.Zip(walk.Skip(1)))
        .Distinct().Select(step => new TestCaseData(step.First, step.Second).SetArgDisplayNames(step.First, step.Second));

    [TestCaseSource(nameof(Steps))]
    public void A_step_is_a_call(string caller, string called) => Assert.That(CallsOf(caller), Does.Contain(called));

    [Test]
    public void Few_calls_lead_from_the_command_to_the_network()
    {
        string[][] walks = [.. Walks()];
        string[] toTheCore = walks.First(walk => walk[0] == "GateCommand.Run"), toTheNetwork = walks.First(walk => walk[^1] == "FeatureExtraction.Run");
        string[] whole = [.. toTheCore, .. toTheNetwork.SkipWhile(toTheCore.Contains)];

        Assert.That(whole[^1], Is.EqualTo("FeatureExtraction.Run"));
        int again = CallsOf("Gate.RunAll").Contains("Gate.RunAll") ? 1 : 0;
        Assert.That(whole.Length - 1 + again, Is.LessThanOrEqualTo(MostCallsToTheNetwork));
    }

    private static IEnumerable<string[]> Walks() => Page.Split("```walk\n").Skip(1)
        .SelectMany(block => block.Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Select(line => line.Split(" > "));

    // What a method calls itself or in its lambdas and iterators, which the compiler puts into types inside its own.
    private static HashSet<string> CallsOf(string caller)
    {
        (string type, string method) = (caller.Split('.')[0], caller.Split('.')[1]);
        IEnumerable<MethodDefinition> bodies = Types.Where(one => Outermost(one).Name == type).SelectMany(one => one.Methods).Where(one =>
            one.HasBody && (Plain(one.Name) == method
                || one.Name.StartsWith($"<{method}>", StringComparison.Ordinal)
                || one.DeclaringType.Name.StartsWith($"<{method}>", StringComparison.Ordinal)));
        return [.. bodies.SelectMany(body => body.Body.Instructions)
            .Where(instruction => instruction.OpCode.FlowControl == FlowControl.Call || instruction.OpCode == OpCodes.Ldftn)
            .Select(instruction => instruction.Operand).OfType<MethodReference>()
            .Select(target => $"{target.DeclaringType.Name.Split('`')[0]}.{Plain(target.Name)}")];
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private static string Plain(string method) => method.StartsWith("get_", StringComparison.Ordinal) ? method[4..] : method;
}
