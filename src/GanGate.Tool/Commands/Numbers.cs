using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace GanGate.Tool.Commands;

/// <summary>Options whose values are numbers in the invariant culture: 1,5 is an error, not fifteen.</summary>
internal static class Numbers
{
    /// <summary>A number of at least 0.</summary>
    public static Option<double?> NonNegative(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result => Parse(result, name),
    };

    /// <summary>A whole number of at least 1.</summary>
    public static Option<int?> Positive(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "count",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0)
            {
                return value;
            }

            result.AddError($"{name} needs a whole number of at least 1, not '{result.Tokens[0].Value}'");
            return null;
        },
    };

    /// <summary>Some numbers above 0 with commas between them.</summary>
    public static Option<double[]?> Several(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "numbers",
        CustomParser = result =>
        {
            string[] parts = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
            double[] values = [.. parts.Select(part =>
                double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : 0)];
            if (values.All(value => value > 0) && values.Distinct().Count() == values.Length) return values;

            result.AddError($"{name} needs different numbers above 0 such as 1e-4,5e-4, not '{result.Tokens[0].Value}'");
            return null;
        },
    };

    /// <summary>Some numbers with commas between them.</summary>
    public static Option<double[]?> List(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "numbers",
        CustomParser = result =>
        {
            double[] values = [.. result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries).Select(part =>
                double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
            if (values.All(double.IsFinite)) return values;

            result.AddError($"{name} needs numbers such as 0,0.25,0.5, not '{result.Tokens[0].Value}'");
            return null;
        },
    };

    /// <summary>A whole number of at least 0; 0 when it is not given.</summary>
    public static Option<long> Whole(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result =>
        {
            if (long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            {
                return value;
            }

            result.AddError($"{name} needs a whole number of at least 0, not '{result.Tokens[0].Value}'");
            return 0;
        },
    };

    /// <summary>Makes sure that --alpha is a chance that one can accept.</summary>
    /// <exception cref="GanGateException">GG2001.</exception>
    public static double? RequireAlpha(double? alpha) => alpha is null or (> 0 and <= 0.5)
        ? alpha
        : throw new GanGateException(ErrorCodes.Usage, "--alpha must be above 0 and at most 0.5");

    private static double? Parse(ArgumentResult result, string name)
    {
        if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value) && value >= 0)
        {
            return value;
        }

        result.AddError($"{name} needs a number of at least 0 such as 25 or 0.5, not '{result.Tokens[0].Value}'");
        return null;
    }
}
