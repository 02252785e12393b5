namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for where members are set at creation alone; .NET Standard lacks it.</summary>
internal static class IsExternalInit;
