namespace GanGate.Models;

/// <summary>
/// A module of a TorchScript archive as its pickle describes it: attributes, of which some are tensors and some are modules. Its class is
/// code that stands elsewhere in the archive and is never looked at.
/// </summary>
internal sealed class TorchModule
{
    // A network of the size of CLIP has 3,000 attributes and no name longer than 60; these keep a small file from asking for much.
    private const int MostAttributes = 100_000;
    private const int LongestName = 256;

    /// <summary>The attributes by name; null until they are known.</summary>
    public OrderedDictionary<string, object?>? Attributes { get; set; }

    /// <summary>All tensors below this module, by the names that its state dict gives them: "visual.conv1.weight".</summary>
    /// <exception cref="InvalidDataException">It holds more than a network does, or itself.</exception>
    public OrderedDictionary<string, TorchTensor> StateDict()
    {
        OrderedDictionary<string, TorchTensor> tensors = [];
        int attributes = 0;
        Add(this, "");
        return tensors;

        // Each level makes names longer, so that a module that holds itself comes to an end.
        void Add(TorchModule module, string prefix)
        {
            foreach ((string name, object? value) in module.Attributes ?? [])
            {
                if (++attributes > MostAttributes || prefix.Length + name.Length > LongestName)
                {
                    throw new InvalidDataException("its modules hold more than any network does, or themselves");
                }

                string path = prefix + name;
                if (value is TorchTensor tensor && !tensors.TryAdd(path, tensor)) throw new InvalidDataException($"it holds two entries named '{path}'");
                if (value is TorchModule inner) Add(inner, path + ".");
            }
        }
    }
}
