using System.Runtime.InteropServices;
using Natives = System.Runtime.InteropServices.NativeLibrary;

namespace GanGate.Features;

/// <summary>A GPU as Vulkan's loader lists it: ONNX Runtime does not say which one it works on.</summary>
/// <param name="Name">What its driver calls it.</param>
/// <param name="IsSoftware">Whether it is the processor in disguise.</param>
/// <remarks>Structures and numbers are those of the public Vulkan 1.0 specification.</remarks>
internal sealed record VulkanAdapter(string Name, bool IsSoftware)
{
    /// <summary>The loader's file on Linux.</summary>
    public const string Loader = "libvulkan.so.1";

    private const int Success = 0, CreateInfo = 1, CreateInfoLength = 64;

    // VkPhysicalDeviceProperties: four numbers, then the type, then the name.
    private const int PropertiesLength = 1024, TypeOffset = 16, NameOffset = 20, SoftwareType = 4;

    private delegate int CreateInstance(nint info, nint allocator, out nint instance);

    private delegate void DestroyInstance(nint instance, nint allocator);

    private delegate int EnumerateDevices(nint instance, ref int count, nint[]? devices);

    private delegate void GetProperties(nint device, nint properties);

    /// <summary>Whether the loader is there.</summary>
    public static bool HasLoader => Natives.TryLoad(Loader, out _);

    /// <summary>The one that a program gets without a wish: hardware before software.</summary>
    public static VulkanAdapter? First() => All().OrderBy(adapter => adapter.IsSoftware).FirstOrDefault();

    /// <summary>All of them; none where there is no loader, or no driver for it.</summary>
    public static IReadOnlyList<VulkanAdapter> All()
    {
        if (!Natives.TryLoad(Loader, out nint library)) return [];

        nint info = Marshal.AllocHGlobal(CreateInfoLength);
        try
        {
            Marshal.Copy(new byte[CreateInfoLength], 0, info, CreateInfoLength);
            Marshal.WriteInt32(info, CreateInfo);
            if (Function<CreateInstance>(library, "vkCreateInstance")(info, 0, out nint instance) != Success) return [];
            try
            {
                return [.. Devices(library, instance).Select(device => Of(library, device))];
            }
            finally
            {
                Function<DestroyInstance>(library, "vkDestroyInstance")(instance, 0);
            }
        }
        finally
        {
            Marshal.FreeHGlobal(info);
        }
    }

    private static nint[] Devices(nint library, nint instance)
    {
        EnumerateDevices enumerate = Function<EnumerateDevices>(library, "vkEnumeratePhysicalDevices");
        int count = 0;
        if (enumerate(instance, ref count, null) != Success) return [];
        nint[] devices = new nint[count];
        return enumerate(instance, ref count, devices) == Success ? devices[..count] : [];
    }

    private static VulkanAdapter Of(nint library, nint device)
    {
        nint properties = Marshal.AllocHGlobal(PropertiesLength);
        try
        {
            Function<GetProperties>(library, "vkGetPhysicalDeviceProperties")(device, properties);
            return new VulkanAdapter(
                Marshal.PtrToStringUTF8(properties + NameOffset) ?? "", Marshal.ReadInt32(properties, TypeOffset) == SoftwareType);
        }
        finally
        {
            Marshal.FreeHGlobal(properties);
        }
    }

    private static T Function<T>(nint library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(Natives.GetExport(library, name));
}
