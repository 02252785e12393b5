using System.Globalization;
using System.Text.RegularExpressions;

namespace GanGate.Tests.Playing;

/// <summary>The part of GitHub's expressions that the action and the workflows use; anything else is an error.</summary>
internal sealed partial class Expression
{
    private readonly string[] _tokens;
    private readonly Func<string, string> _value;
    private readonly Func<string, bool> _status;
    private int _at;

    private Expression(string text, Func<string, string> value, Func<string, bool> status)
    {
        _tokens = [.. Token().Matches(text).Select(token => token.Value)];
        Assert.That(string.Concat(_tokens), Is.EqualTo(WhiteSpaceOutsideText().Replace(text, "")), $"the expression '{text}' holds something else");
        (_value, _status) = (value, status);
    }

    /// <summary>A text with every <c>${{ }}</c> replaced by its value.</summary>
    public static string Expand(string text, Func<string, string> value, Func<string, bool> status) =>
        Inset().Replace(text, inset => Evaluate(inset.Groups[1].Value, value, status));

    /// <summary>The value of an expression; of a condition "true" or "false".</summary>
    public static string Evaluate(string text, Func<string, string> value, Func<string, bool> status)
    {
        Expression expression = new(text, value, status);
        string result = expression.Or();
        Assert.That(expression._at, Is.EqualTo(expression._tokens.Length), $"the expression '{text}' goes on");
        return result;
    }

    /// <summary>Whether a step with this condition runs: without a status function only after success.</summary>
    public static bool Holds(string? condition, Func<string, string> value, Func<string, bool> status)
    {
        string text = condition is null ? "success()" : Inset().Replace(condition, inset => inset.Groups[1].Value);
        return (StatusFunction().IsMatch(text) || status("success")) && IsTrue(Evaluate(text, value, status));
    }

    private static bool IsTrue(string value) => value is not ("" or "false" or "0");

    private string Or()
    {
        string left = And();
        while (Take("||"))
        {
            string right = And();
            left = IsTrue(left) ? left : right;
        }

        return left;
    }

    private string And()
    {
        string left = Equality();
        while (Take("&&"))
        {
            string right = Equality();
            left = IsTrue(left) ? right : left;
        }

        return left;
    }

    private string Equality()
    {
        string left = Primary();
        if (Take("==")) return Bool(string.Equals(left, Primary(), StringComparison.OrdinalIgnoreCase));
        return Take("!=") ? Bool(!string.Equals(left, Primary(), StringComparison.OrdinalIgnoreCase)) : left;
    }

    private string Primary()
    {
        if (Take("!")) return Bool(!IsTrue(Primary()));
        if (Take("("))
        {
            string inner = Or();
            Require(")");
            return inner;
        }

        string token = _tokens[_at++];
        if (token[0] == '\'') return token[1..^1].Replace("''", "'", StringComparison.Ordinal);
        if (char.IsAsciiDigit(token[0])) return token;
        return Take("(") ? Call(token) : _value(token);
    }

    private string Call(string function)
    {
        List<string> arguments = [];
        while (!Take(")"))
        {
            arguments.Add(Or());
            Take(",");
        }

        return function switch
        {
            "always" or "success" or "failure" or "cancelled" => Bool(_status(function)),
            "toJSON" => arguments[0],
            "format" => string.Format(CultureInfo.InvariantCulture, arguments[0], [.. arguments[1..]]),
            _ => throw new AssertionException($"the function '{function}' is not played"),
        };
    }

    private bool Take(string token)
    {
        if (_at >= _tokens.Length || _tokens[_at] != token) return false;
        _at++;
        return true;
    }

    private void Require(string token) => Assert.That(Take(token), Is.True, $"'{token}' is missing");

    private static string Bool(bool value) => value ? "true" : "false";

    [GeneratedRegex(@"\$\{\{(.*?)\}\}", RegexOptions.Singleline)]
    private static partial Regex Inset();

    [GeneratedRegex(@"'(?:[^']|'')*'|&&|\|\||==|!=|[!(),]|[\w.-]+")]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+(?=(?:[^']*'[^']*')*[^']*$)")]
    private static partial Regex WhiteSpaceOutsideText();

    [GeneratedRegex(@"\b(always|success|failure|cancelled)\(\)")]
    private static partial Regex StatusFunction();
}
