using GanGate.Settings;

namespace GanGate.Tests.Settings;

/// <summary>The table of settings.</summary>
public class SettingTests
{
    [TestCaseSource(typeof(Setting), nameof(Setting.All))]
    public void A_setting_is_described_in_one_sentence_in_no_faces_words(object described)
    {
        Setting setting = (Setting)described;
        Assert.That(setting.Name, Does.Match("^[a-z][a-zA-Z]*$"));
        Assert.That(setting.Help, Does.EndWith(".").And.Not.Contain("--").And.Not.Contain(". "));
        Assert.That(setting.Default is null || setting.Values.Count == 0 || setting.Values.Contains(setting.Default), Is.True);
    }

    /// <summary>A gate has one setting of a name; trainings have some of the same name and another meaning.</summary>
    [Test]
    public void Names_are_told_apart_in_each_place()
    {
        foreach (SettingPlaces place in (SettingPlaces[])
            [SettingPlaces.Configuration, SettingPlaces.Metadata, SettingPlaces.Property, SettingPlaces.Action])
        {
            Assert.That(Setting.In(place).Select(setting => setting.Name.ToUpperInvariant()), Is.Unique);
        }
    }

    [Test]
    public void A_member_has_the_name_of_its_setting()
    {
        Assert.That(Setting.MaxFid.Name, Is.EqualTo("maxFid"));
        Assert.That(Setting.MaxFid.ToString(), Is.EqualTo("maxFid"));
        Assert.That(Setting.All, Does.Contain(Setting.MaxFid).And.Contains(Setting.MiniBatch));
    }
}
