using System.Reflection;
using GanGate.Numerics;

namespace GanGate.Tests.Numerics;

public class LamchTests
{
    [Test]
    public void The_names_mean_what_LAPACK_means_by_them()
    {
        double epsilon = Lamch.Epsilon, precision = Lamch.Precision, smallest = Lamch.SafeMinimum;
        Assert.That(1 + precision, Is.EqualTo(Math.BitIncrement(1)));
        Assert.That(1 + epsilon, Is.EqualTo(1), "rounded to even");
        Assert.That(precision, Is.EqualTo(2 * epsilon));
        Assert.That(double.IsNormal(smallest) && !double.IsNormal(Math.BitDecrement(smallest)), Is.True);
    }

    [Test]
    public void No_other_type_has_a_constant_of_its_own_for_them()
    {
        double[] known = [Lamch.Epsilon, Lamch.Precision, Lamch.SafeMinimum];
        string[] others = [.. typeof(Lamch).Assembly.GetTypes()
            .Where(type => type != typeof(Lamch))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field.IsLiteral && field.GetRawConstantValue() is double value && known.Contains(value))
            .Select(field => $"{field.DeclaringType}.{field.Name}")];
        Assert.That(others, Is.Empty);
    }
}
