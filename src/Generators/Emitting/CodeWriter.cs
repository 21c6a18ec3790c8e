using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Ray.Generators.Emitting;

/// <summary>Writes lines of C#, indented by blocks.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _blankPending;
    private bool _isBlockEmpty;

    public void Line(string line)
    {
        if (_blankPending)
        {
            _text.Append('\n');
            _blankPending = false;
        }

        if (line.Length > 0)
        {
            _text.Append(' ', 4 * _depth).Append(line);
        }

        _text.Append('\n');
        _isBlockEmpty = false;
    }

    /// <summary>Sets what follows off with an empty line, unless its block begins or ends here.</summary>
    public void Blank() => _blankPending = !_isBlockEmpty;

    public void Open(string head)
    {
        Line(head);
        Open();
    }

    public void Open()
    {
        Line("{");
        _depth++;
        _isBlockEmpty = true;
    }

    public void Close()
    {
        _blankPending = false;
        _depth--;
        Line("}");
        Blank();
    }

    public void Indented(string line)
    {
        _depth++;
        Line(line);
        _depth--;
    }

    public SourceText ToSourceText() => SourceText.From(_text.ToString(), Encoding.UTF8);
}
