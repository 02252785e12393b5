using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GanGate.Tests.Api;

/// <summary>What an assembly offers to others, one line a type and one a member, in a fixed order.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The lines of an assembly.</summary>
    public static string Of(Assembly assembly)
    {
        IEnumerable<string> lines = assembly.GetExportedTypes()
            .Where(type => !type.Name.StartsWith('<'))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => (IEnumerable<string>)[TypeLine(type), .. MemberLines(type).Distinct().Order(StringComparer.Ordinal)]);
        return string.Join('\n', lines) + "\n";
    }

    private static string TypeLine(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        IEnumerable<Type> inherited = type.GetInterfaces().Where(contract => contract.IsVisible);
        if (type.BaseType is { } parent && type.IsClass && parent != typeof(object)) inherited = inherited.Prepend(parent);
        string[] bases = [.. inherited.Select(TypeNames.Of).Order(StringComparer.Ordinal)];
        return $"{kind} {type.Namespace}.{TypeNames.Of(type)}{(bases.Length > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static IEnumerable<string> MemberLines(Type type)
    {
        foreach (MemberInfo member in type.GetMembers(Declared))
        {
            string? line = member switch
            {
                ConstructorInfo made when IsOffered(made) => $"new({Parameters(made)})",
                MethodInfo method when IsOffered(method) && IsWritten(method) => Method(method),
                PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsOffered) && property.Name != "EqualityContract" =>
                    Property(property),
                FieldInfo field when (field.IsPublic || field.IsFamily) && !field.IsSpecialName => Field(field),
                EventInfo happening => $"event {happening.Name} : {TypeNames.Of(happening.EventHandlerType!)}",
                _ => null,
            };
            if (line is not null) yield return "    " + line;
        }

        foreach (Type block in type.GetNestedTypes().Where(nested => nested.Name.StartsWith("<G>", StringComparison.Ordinal)))
        {
            foreach (string line in MemberLines(block)) yield return $"    extension({Receiver(block)}) {line.Trim()}";
        }
    }

    // The compiler keeps an extension block's members in a type of their own, and its receiver in a method of a type inside.
    private static string Receiver(Type block) => TypeNames.Of(block.GetNestedTypes()
        .SelectMany(marker => marker.GetMethods())
        .First(method => method.Name == "<Extension>$")
        .GetParameters()[0]);

    private static bool IsOffered(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // Accessors stand with their properties; what every record or object has says nothing.
    private static bool IsWritten(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && !method.IsDefined(typeof(CompilerGeneratedAttribute))
        && method.GetBaseDefinition().DeclaringType != typeof(object);

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>" : "";
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Modifiers(method)}{method.Name}{generic}({extension}{Parameters(method)}) : {TypeNames.Of(method.ReturnParameter)}";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo accessor = property.GetAccessors(nonPublic: true).First(IsOffered);
        string index = property.GetIndexParameters() is { Length: > 0 } parameters
            ? $"[{string.Join(", ", parameters.Select(Parameter))}]"
            : "";
        string set = property.SetMethod is { } setter && IsOffered(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : "";
        string get = property.GetMethod is { } getter && IsOffered(getter) ? " get;" : "";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{required}{Modifiers(accessor)}{property.Name}{index} : {TypeNames.Of(property)} {{{get}{set} }}";
    }

    private static string Field(FieldInfo field)
    {
        string value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue()) : "";
        string modifier = field.IsLiteral ? "const " : field.IsStatic ? "static " : "";
        return $"{modifier}{field.Name} : {TypeNames.Of(field.FieldType)}{value}";
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsFamily ? "protected " : "") + method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false } => "virtual ",
            _ => "",
        };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string passed = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        string value = parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue) : "";
        return $"{passed}{TypeNames.Of(parameter)} {parameter.Name}{value}";
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
