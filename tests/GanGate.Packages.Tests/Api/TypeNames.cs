using System.Reflection;

namespace GanGate.Tests.Api;

/// <summary>Types as C# writes them, without namespaces, with a question mark where null may come.</summary>
internal static class TypeNames
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(ParameterInfo parameter) => Of(Nullability.Create(parameter));

    public static string Of(PropertyInfo property) => Of(Nullability.Create(property));

    public static string Of(Type type)
    {
        if (type.IsByRef) return Of(type.GetElementType()!);
        if (type.IsArray) return Of(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying) + "?";
        string outer = type.IsNested && !type.IsGenericParameter ? Of(type.DeclaringType!) + "." : "";
        return outer + Generic(type, [.. type.GetGenericArguments().Select(Of)]);
    }

    private static string Of(NullabilityInfo info)
    {
        Type type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (Nullable.GetUnderlyingType(type) is not null) return Of(type);
        string name = info.ElementType is { } element ? Of(element) + "[]"
            : info.GenericTypeArguments.Length > 0 && !type.IsNested ? Generic(type, [.. info.GenericTypeArguments.Select(Of)])
            : Of(type);
        bool canBeNull = info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable;
        return canBeNull && !type.IsValueType ? name + "?" : name;
    }

    private static string Generic(Type type, string[] arguments)
    {
        string name = type.Name.Split('`')[0];
        return arguments.Length > 0 ? $"{name}<{string.Join(", ", arguments)}>" : name;
    }
}
