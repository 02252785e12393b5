using System.Text.Json.Serialization;
using GanGate.Generators;

namespace GanGate.Gating;

/// <summary>Ranges by the words of <c>--range</c>, and by nothing else.</summary>
internal sealed class PixelRangeConverter() : JsonStringEnumConverter<PixelRange>(namingPolicy: null, allowIntegerValues: false);
