using System.Reflection;
using ArchUnitNET.Domain;

namespace GanGate.Tests.Architecture;

/// <summary>A public type is a promise: it is there for a face, or for people who read of it.</summary>
public class PublicTypeTests
{
    private static readonly string Documents = string.Join('\n', Pages().Select(File.ReadAllText));

    [Test]
    public void Each_public_type_of_the_core_is_used_by_a_face_or_explained_to_users()
    {
        Type[] types = [.. House.Core.GetExportedTypes().Where(type => !type.IsNested)];
        HashSet<string> used = [.. Faces().SelectMany(type => type.Dependencies).Select(dependency => dependency.Target.FullName)];
        HashSet<Type> wanted = [.. types.Where(type => used.Contains(type.FullName!) || Documents.Contains(type.Name, StringComparison.Ordinal))];
        Reach(wanted);

        Assert.That(types, Is.Not.Empty);
        Assert.That(types.Except(wanted).Select(type => type.FullName), Is.Empty);
    }

    private static IEnumerable<IType> Faces() => House.TypesOf(House.Tool).Concat(House.TypesOf(House.Constraints));

    private static string[] Pages() =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md"),
        Path.Combine(Repository.Root, "README.md"),
        Path.Combine(Repository.Root, "src", "GanGate.Core", "README.md"),
    ];

    // What a wanted type shows has to be public with it.
    private static void Reach(HashSet<Type> wanted)
    {
        Queue<Type> pending = new(wanted);
        while (pending.TryDequeue(out Type? type))
        {
            foreach (Type shown in type.GetMembers().SelectMany(ShownBy).SelectMany(Parts).Concat(type.GetInterfaces()).Append(type.BaseType ?? type))
            {
                if (shown.Assembly == House.Core && wanted.Add(shown)) pending.Enqueue(shown);
            }
        }
    }

    private static IEnumerable<Type> ShownBy(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType)
            .Append(method is MethodInfo returning ? returning.ReturnType : typeof(void)),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) =>
        type.GetGenericArguments().SelectMany(Parts).Append(type.HasElementType ? type.GetElementType()! : type);
}
