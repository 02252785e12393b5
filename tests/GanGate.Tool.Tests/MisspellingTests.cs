namespace GanGate.Tests;

/// <summary>Words that are no option and no command, and options that have no effect where they stand.</summary>
public class MisspellingTests
{
    [TestCase("fid a b --protocl pyramid", "unknown option '--protocl', did you mean '--protocol'?; see 'gangate fid --help'")]
    [TestCase("fid a b --protocl=pyramid", "unknown option '--protocl', did you mean '--protocol'?")]
    [TestCase("curve run --refrence r", "unknown option '--refrence', did you mean '--reference'?; see 'gangate curve --help'")]
    [TestCase("stats photos -p x -o y.npz", "unknown option '-p'; see 'gangate stats --help'")]
    [TestCase("metrics a b --kdi", "unknown option '--kdi', did you mean '--kid'?")]
    [TestCase("gate --colour red", "unknown option '--colour'; see 'gangate gate --help'")]
    [TestCase("train dcgan photos --out o --d-rat 3", "unknown option '--d-rat', did you mean '--d-rate'?; see 'gangate train dcgan --help'")]
    [TestCase("stats mrge a.npz b.npz -o c.npz", "unknown command 'mrge', did you mean 'merge'?; see 'gangate stats --help'")]
    [TestCase("stat photos", "unknown command 'stat', did you mean 'stats'?; see 'gangate --help'")]
    [TestCase("model ftch", "unknown command 'ftch', did you mean 'fetch'?; see 'gangate model --help'")]
    [TestCase("gate --quantize rond", "--quantize is one of round, truncate, none, not 'rond', did you mean 'round'?")]
    public async Task A_misspelt_word_is_refused_with_the_nearest(string arguments, string reason) => await Refused(arguments, reason);

    [TestCase("fid a b --seed 3", "--seed has no effect here: nothing is drawn without --sample or --num")]
    [TestCase("gate --generated a --reference b --max-fid 3 --seed 3", "--seed has no effect here: nothing is drawn without --sample or --num")]
    [TestCase("curve run --grids g", "--grids has no effect here: the runs measured themselves, and --reference says what to measure them against")]
    [TestCase("curve run --limit 3", "--limit has no effect here: the runs measured themselves")]
    [TestCase("curve run --protocol pyramid", "--protocol has no effect here: the runs measured themselves")]
    [TestCase("curve run --no-keep", "--no-keep has no effect here: the runs measured themselves")]
    [TestCase("metrics a b --fid --ind paper", "--ind has no effect here: there is no Inception distance without --is")]
    [TestCase("study a --only blur --noise 0,1", "--noise has no effect here: --only leaves it out")]
    [TestCase("study a --only blur --contaminate-with b", "--contaminate-with has no effect here: --only leaves it out")]
    [TestCase("study a --only blur --swirl-radius 3", "--swirl-radius has no effect here: --only leaves it out")]
    [TestCase("train compare t --network wgan-gp-text --out o --weights nosuch", "--weights has no effect here: it is for images, not for text")]
    [TestCase("train compare t --network wgan-gp-text --out o --size 32", "--size has no effect here: it is for images, not for text")]
    [TestCase("train compare t --network wgan-gp-text --out o --modes", "--modes has no effect here: it is for images, not for text")]
    [TestCase("train compare i --out o --n 3", "--n has no effect here: it is for text, not for images")]
    [TestCase("train compare i --out o --grid-steps 3", "--grid-steps has no effect here: there is no search without --rates")]
    [TestCase("gate --accept --generated a --reference b --baseline x --n 4 --protocol pyramid", "for which there is no --protocol")]
    [TestCase("gate --accept --generated a --reference b --baseline x --n 4 --limit 3", "for which there is no --limit")]
    [TestCase("gate --accept --generated a --reference b --baseline x --n 4 --grid g.png", "for which there is no --grid")]
    [TestCase("gate --generated a --reference b --max-jsd 1 --device cpu", "texts are compared (--max-jsd, --n), for which there is no --device")]
    public async Task An_option_without_effect_is_refused(string arguments, string reason) => await Refused(arguments, reason);

    [Test]
    public async Task What_looks_like_an_option_and_is_a_folder_can_be_said()
    {
        GanGateCommand command = await GanGateCommand.Run("stats", "-o", "x.npz", "--protocol", "pyramid", "--", "--photos");

        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2002: ").And.Contain("'--photos' does not exist"));
    }

    private static async Task Refused(string arguments, string reason)
    {
        GanGateCommand command = await GanGateCommand.Run(arguments.Split(' '));

        Assert.That(command.ExitCode, Is.EqualTo(2));
        Assert.That(command.ErrorLines.Single(), Does.Contain("GG2001: ").And.Contain(reason));
    }
}
