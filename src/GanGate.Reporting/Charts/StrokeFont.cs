using System.Collections.Frozen;
using SkiaSharp;

namespace GanGate.Reporting.Charts;

/// <summary>
/// Letters as strokes of a pen: Skia finds no font on Linux without further libraries, and so a picture is the same on every machine. A
/// letter is some lines through points of a grid: x from 0, y from 0 at the top of capitals over 3 for small letters to 8 on the baseline
/// and a (10) below it; a line of one point is a dot.
/// </summary>
internal static class StrokeFont
{
    // Eleven steps of the grid are as high as letters of their size.
    private const float Steps = 11;
    private const float Baseline = 8;
    private const float Gap = 2;
    private const float Space = 3;
    private const float RaisedScale = 0.6f;

    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻";
    private const string Unraised = "0123456789-";
    private const string Unknown = "00 50 58 08 00";

    private static readonly FrozenDictionary<char, string> Letters = """
        A 08 30 68;15 55
        B 00 08 48 57 55 44 04;00 40 51 53 44
        C 61 50 20 11 02 06 17 28 58 67
        D 00 08 38 57 66 62 51 30 00
        E 50 00 08 58;04 44
        F 50 00 08;04 44
        G 61 50 20 11 02 06 17 28 48 67 64 44
        H 00 08;60 68;04 64
        I 00 08
        J 40 46 37 28 18 07
        K 00 08;50 04 58
        L 00 08 48
        M 08 00 36 60 68
        N 08 00 68 60
        O 20 40 51 62 66 57 48 28 17 06 02 11 20
        P 08 00 40 51 53 44 04
        Q 20 40 51 62 66 57 48 28 17 06 02 11 20;46 69
        R 08 00 40 51 53 44 04;34 58
        S 51 40 10 01 03 14 44 55 57 48 18 07
        T 00 60;30 38
        U 00 06 17 28 48 57 66 60
        V 00 38 60
        W 00 28 42 68 80
        X 00 58;50 08
        Y 00 34 60;34 38
        Z 00 50 08 58
        a 04 13 33 44 48;45 15 06 07 18 38 46
        b 00 08;04 13 33 44 47 38 18 07
        c 44 33 13 04 07 18 38 47
        d 40 48;44 33 13 04 07 18 38 47
        e 05 45 44 33 13 04 07 18 38 47
        f 30 20 11 18;03 33
        g 43 49 3a 1a 09;44 33 13 04 07 18 38 47
        h 00 08;04 13 33 44 48
        i 03 08;01
        j 13 19 0a;11
        k 00 08;43 06;15 48
        l 00 07 18
        m 03 08;04 13 23 34 38;34 43 53 64 68
        n 03 08;04 13 33 44 48
        o 13 33 44 47 38 18 07 04 13
        p 03 0a;04 13 33 44 47 38 18 07
        q 43 4a;44 33 13 04 07 18 38 47
        r 03 08;05 13 33
        s 44 33 13 04 15 35 46 47 38 18 07
        t 11 17 28 38;03 33
        u 03 07 18 38 47;43 48
        v 03 28 43
        w 03 18 34 58 63
        x 03 48;43 08
        y 03 28;43 28 1a
        z 03 43 08 48
        0 10 40 51 57 48 18 07 01 10
        1 12 30 38;18 58
        2 01 10 40 51 53 08 58
        3 01 10 40 51 53 44 24;44 55 57 48 18 07
        4 48 40 06 56
        5 50 00 04 13 43 54 57 48 18 07
        6 50 20 02 07 18 48 57 55 44 14 05
        7 00 50 28
        8 10 40 51 53 44 14 03 01 10;14 05 07 18 48 57 55 44
        9 08 38 56 51 40 10 01 03 14 44 53
        . 08
        , 18 0a
        : 04;08
        ; 14;18 0a
        ! 00 05;08
        ? 01 10 30 41 42 24 25;28
        ' 00 02
        " 00 02;20 22
        ( 20 02 07 29
        ) 00 22 27 09
        [ 20 00 09 29
        ] 00 20 29 09
        { 30 21 23 14 25 27 38
        } 00 11 13 24 15 17 08
        / 40 08
        \ 00 48
        | 00 0a
        - 05 35
        _ 09 59
        + 22 28;05 55
        = 04 54;06 56
        < 42 05 48
        > 02 45 08
        * 21 25;02 44;04 42
        # 21 18;51 48;03 63;06 66
        % 70 08;10 20 31 32 23 13 02 01 10;55 65 76 77 68 58 47 46 55
        & 58 12 11 20 30 31 06 07 18 38 55
        @ 45 35 26 27 38 48 53 43 35;48 67 63 51 20 02 07 29 59
        ^ 02 20 42
        ~ 05 14 24 35 45 54
        ` 00 12
        $ 51 41 11 02 03 14 44 55 56 47 17 06;30 38
        ± 20 26;03 43;08 48
        × 03 47;43 07
        · 05
        … 08;38;68
        − 05 45
        – 05 45
        — 05 75
        """.Split('\n').ToFrozenDictionary(line => line[0], line => line[2..].TrimEnd('\r'));

    /// <summary>How wide a text is, in pixels.</summary>
    /// <param name="text">Any characters; those that are not known become boxes.</param>
    /// <param name="size">The size of the letters, in pixels.</param>
    public static float WidthOf(string text, float size) => Math.Max(0, text.Sum(AdvanceOf) - Gap) * size / Steps;

    /// <summary>The strokes of a text.</summary>
    /// <param name="text">Any characters.</param>
    /// <param name="x">Where it begins.</param>
    /// <param name="y">The baseline.</param>
    /// <param name="size">The size of the letters, in pixels.</param>
    public static SKPath Write(string text, float x, float y, float size)
    {
        using SKPathBuilder path = new();
        float step = size / Steps, top = y - (Baseline * step);
        foreach (char letter in text)
        {
            float scale = step * (IsRaised(letter) ? RaisedScale : 1);
            foreach (string line in StrokesOf(letter).Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                SKPoint[] points = [.. line.Split(' ').Select(point => At(point, x, top, scale))];
                path.MoveTo(points[0]);
                foreach (SKPoint point in points.Length == 1 ? points : points[1..]) path.LineTo(point);
            }

            x += AdvanceOf(letter) * step;
        }

        return path.Detach();
    }

    private static SKPoint At(string point, float x, float y, float scale) =>
        new(x + (Digit(point[0]) * scale), y + (Digit(point[1]) * scale));

    private static float AdvanceOf(char letter)
    {
        string strokes = StrokesOf(letter);
        if (strokes.Length == 0) return Space;
        float width = strokes.Split(' ', ';').Max(point => Digit(point[0]));
        return (width + Gap) * (IsRaised(letter) ? RaisedScale : 1);
    }

    private static string StrokesOf(char letter) => char.IsWhiteSpace(letter)
        ? ""
        : Letters.GetValueOrDefault(IsRaised(letter) ? Unraised[Raised.IndexOf(letter, StringComparison.Ordinal)] : letter, Unknown);

    private static bool IsRaised(char letter) => Raised.Contains(letter, StringComparison.Ordinal);

    private static int Digit(char digit) => Convert.ToInt32(digit.ToString(), 16);
}
