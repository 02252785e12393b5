namespace GanGate.Features;

/// <summary>How an output's values become rows of features, from its shape and what the JSON says.</summary>
internal static class ExtractorRows
{
    /// <summary>The lengths that are no longer in words: 2 x 197 x 384.</summary>
    private static string Words(long[] shape) => string.Join(" x ", shape);

    /// <summary>Finds the rule.</summary>
    /// <param name="output">The output.</param>
    /// <param name="file">What is said of it.</param>
    /// <param name="shape">The shape of one image in it, as it came.</param>
    /// <param name="misfit">Why there is no rule; null where there is one.</param>
    /// <returns>The output with its rule; as it was where there is none.</returns>
    public static NetworkOutput Find(NetworkOutput output, CustomExtractorFile file, long[] shape, out string? misfit)
    {
        string its = $"its output '{output.Name}' (N x {Words(shape)})";
        (RowRule rule, misfit) = shape switch
        {
            _ when shape.Count(length => length > 1) < 2 => (RowRule.AllValues, OfRow(its, file)),
            { Length: 2 } => OfTokens(its, file),
            { Length: 3 } => OfMap(its, file, shape),
            _ => (default, $"{its} is not one of N x D, N x T x D or N x D x H x W"),
        };
        return output with { Shape = shape, Rule = rule };
    }

    private static string? OfRow(string its, CustomExtractorFile file) =>
        file.Pool is null && file.OutputLayout is null ? null : $"{its} is one row for each image: leave out \"pool\" and \"outputLayout\"";

    private static (RowRule Rule, string? Misfit) OfTokens(string its, CustomExtractorFile file) => file switch
    {
        { OutputLayout: not null } => (default, $"{its} is of tokens, not of maps: leave out \"outputLayout\""),
        { Pool: FeaturePool.First } => (RowRule.FirstToken, null),
        { Pool: FeaturePool.Mean } => (RowRule.MeanOfTokens, null),
        _ => (default, $"{its} is of tokens: set \"pool\" to \"first\" (the class token, where the network has one) or to \"mean\" (of all tokens)"),
    };

    private static (RowRule Rule, string? Misfit) OfMap(string its, CustomExtractorFile file, long[] shape)
    {
        bool planesFirst = (file.OutputLayout ?? file.Layout) == TensorLayout.Nchw;
        (long height, long width) = planesFirst ? (shape[1], shape[2]) : (shape[0], shape[1]);
        return file.Pool == FeaturePool.First
                ? (default, $"{its} is of maps: their positions are averaged, so set \"pool\" to \"mean\"")
            : file.OutputLayout is null && height != width
                ? (default, $"{its} may be of D x H x W or of H x W x D: set \"outputLayout\" to \"nchw\" or \"nhwc\"")
            : (planesFirst ? RowRule.MeanOfMap : RowRule.MeanOfTokens, null);
    }
}
