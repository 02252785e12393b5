namespace GanGate.Settings;

/// <summary>The words of one face: how settings are called there, and how things are done.</summary>
internal abstract class Words
{
    /// <summary>The names in a configuration and the members of this library, for whoever calls it.</summary>
    public static Words OfLibrary { get; } = new LibraryWords();

    /// <summary>A setting's name in the spelling of the face.</summary>
    /// <param name="name">As in a configuration; also one that no setting has.</param>
    public abstract string Spell(string name);

    /// <summary>How something is done.</summary>
    public abstract string Say(Advice advice);

    /// <summary>A setting, with its value where there is one.</summary>
    public virtual string Say(SaidSetting said)
    {
        string name = Name(said.Setting);
        return said.Value is null ? name : $"{name} {said.Value}";
    }

    /// <summary>A setting.</summary>
    protected virtual string Name(Setting setting) => Spell(setting.Name);
}
