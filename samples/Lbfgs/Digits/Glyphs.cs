namespace Lbfgs.Digits;

/// <summary>What each digit looks like before it is bent: five cells by seven, some of them inked.</summary>
internal static class Glyphs
{
    private const int Width = 5;
    private const int Height = 7;

    private static readonly string[] Rows =
    [
        ".###. ..#.. .###. .###. ...#. ##### .###. ##### .###. .###.",
        "#...# .##.. #...# #...# ..##. #.... #...# ....# #...# #...#",
        "#...# ..#.. ....# ....# .#.#. ####. #.... ...#. #...# #...#",
        "#...# ..#.. ..##. ..##. #..#. ....# ####. ..#.. .###. .####",
        "#...# ..#.. .#... ....# ##### ....# #...# ..#.. #...# ....#",
        "#...# ..#.. #.... #...# ...#. #...# #...# .#... #...# #...#",
        ".###. .###. ##### .###. ...#. .###. .###. .#... .###. .###.",
    ];

    /// <summary>How dark a digit is at a place, from 0 to 1, with its middle at (0, 0) and a cell as the unit; smooth in between.</summary>
    public static double InkAt(int digit, double x, double y)
    {
        x += (Width - 1) / 2.0;
        y += (Height - 1) / 2.0;
        var (column, row) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (right, below) = (x - column, y - row);
        return ((1 - below) * (((1 - right) * Cell(digit, column, row)) + (right * Cell(digit, column + 1, row))))
            + (below * (((1 - right) * Cell(digit, column, row + 1)) + (right * Cell(digit, column + 1, row + 1))));
    }

    private static double Cell(int digit, int column, int row) =>
        (uint)column < Width && (uint)row < Height && Rows[row][(digit * (Width + 1)) + column] == '#' ? 1 : 0;
}
