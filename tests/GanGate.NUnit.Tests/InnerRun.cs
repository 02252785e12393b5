using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace GanGate.Tests;

/// <summary>Runs one explicit test of this assembly as NUnit runs it, for what only a runner shows: time limits and attachments.</summary>
internal static class InnerRun
{
    public static ITestResult Of(Type fixture, string test)
    {
        // An explicit test runs when it is asked for by name.
        string name = $"{fixture.FullName}.{test}";
        NUnitTestAssemblyRunner runner = new(new DefaultTestAssemblyBuilder());
        runner.Load(fixture.Assembly, new Dictionary<string, object> { ["LOAD"] = new[] { name } });
        ITestResult result = runner.Run(TestListener.NULL, TestFilter.FromXml($"<filter><test>{name}</test></filter>"));
        return Leaves(result).Single();
    }

    private static IEnumerable<ITestResult> Leaves(ITestResult result) => result.HasChildren ? result.Children.SelectMany(Leaves) : [result];
}
