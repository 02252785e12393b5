using System.Reflection;
using ArchUnitNET.Domain;
using Assembly = System.Reflection.Assembly;

namespace GanGate.Tests.Architecture;

/// <summary>A public type is a promise: it is there for a face, or for people who read of it.</summary>
public class PublicTypeTests
{
    private static readonly string Documents = string.Join('\n', Pages().Select(File.ReadAllText));

    // Who uses the packages sees the first two; what a face takes from the third may show types of theirs.
    private static readonly Assembly[] Libraries = [House.Core, House.Reports, House.Experiments];

    [Test]
    public void Each_public_type_of_the_libraries_is_used_by_a_face_or_explained_to_users()
    {
        Type[] types = [.. Libraries.SelectMany(library => library.GetExportedTypes()).Where(type => !type.IsNested)];
        HashSet<string> used = [.. Faces().SelectMany(type => type.Dependencies).Select(dependency => dependency.Target.FullName)];
        HashSet<Type> wanted = [.. types.Where(type => used.Contains(type.FullName!) || Documents.Contains(type.Name, StringComparison.Ordinal))];
        Reach(wanted);

        Assert.That(types, Is.Not.Empty);
        Assert.That(types.Except(wanted).Where(type => type.Assembly != House.Experiments).Select(type => type.FullName), Is.Empty);
    }

    private static IEnumerable<IType> Faces() => House.Faces.SelectMany(face => face.Types);

    private static string[] Pages() =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md"),
        Path.Combine(Repository.Root, "README.md"),
        Path.Combine(Repository.Root, "src", "GanGate.Core", "README.md"),
        Path.Combine(Repository.Root, "src", "GanGate.Reporting", "README.md"),
    ];

    // What a wanted type shows has to be public with it.
    private static void Reach(HashSet<Type> wanted)
    {
        Queue<Type> pending = new(wanted);
        while (pending.TryDequeue(out Type? type))
        {
            foreach (Type shown in type.GetMembers().SelectMany(ShownBy).SelectMany(Parts).Concat(type.GetInterfaces()).Append(type.BaseType ?? type))
            {
                if (Libraries.Contains(shown.Assembly) && wanted.Add(shown)) pending.Enqueue(shown);
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
