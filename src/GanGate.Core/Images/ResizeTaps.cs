namespace GanGate.Images;

/// <summary>Which pixels of one side each pixel of the resized side is made of.</summary>
/// <param name="First">The first source pixel of each resized pixel, ascending.</param>
/// <param name="End">The source pixel after the last of each resized pixel, ascending.</param>
/// <param name="Longest">The most source pixels that one resized pixel is made of.</param>
/// <param name="Weights">The rule's numbers, in the rule's own layout.</param>
internal sealed record ResizeTaps<TWeight>(int[] First, int[] End, int Longest, TWeight[] Weights);
