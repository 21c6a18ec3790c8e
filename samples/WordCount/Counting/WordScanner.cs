using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace WordCount.Counting;

/// <summary>
/// Finds the words of UTF-8 text that arrives in pieces. The one place that says what a word is: letters and decimal digits with the
/// marks that combine with them, and single apostrophes between two of them; in lower case, by the invariant culture.
/// </summary>
/// <remarks>Both ' and ’ are apostrophes and count as the first, so "Don't" and "don’t" are one word.</remarks>
/// <param name="words">Where they are counted.</param>
/// <param name="offset">Where in the file the text begins; said in errors.</param>
internal sealed class WordScanner(WordTable words, long offset = 0)
{
    private const char Apostrophe = '\'';
    private const int TypographicApostrophe = 0x2019;

    // For each ASCII character what it adds to a word; 0 where it ends one.
    private static readonly char[] AsciiWordCharacters = [.. Enumerable.Range(0, 128).Select(static c => char.IsAsciiLetterOrDigit((char)c) ? char.ToLowerInvariant((char)c) : '\0')];

    // A character whose last bytes have not arrived yet.
    private readonly byte[] _partial = new byte[4];
    private int _partialLength;

    private char[] _word = new char[64];
    private int _length;

    // An apostrophe after a word character: part of the word if another one follows.
    private bool _apostrophe;
    private long _offset = offset;

    /// <summary>Scans the next piece of the text.</summary>
    /// <exception cref="InvalidDataException">It is not text: it has a NUL, or is not UTF-8.</exception>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (_partialLength > 0 && bytes.Length > 0)
        {
            bytes = CompletePartial(bytes);
        }

        var position = 0;
        while (position < bytes.Length)
        {
            var current = bytes[position];
            if (current < 0x80)
            {
                AddAscii(current, _offset + position);
                position++;
                continue;
            }

            var consumed = AddRune(bytes[position..], _offset + position);
            if (consumed == 0)
            {
                bytes[position..].CopyTo(_partial);
                _partialLength = bytes.Length - position;
                break;
            }

            position += consumed;
        }

        _offset += position;
    }

    /// <summary>The text has ended.</summary>
    /// <exception cref="InvalidDataException">It ended inside a character.</exception>
    public void Complete()
    {
        if (_partialLength > 0)
        {
            throw NotUtf8(_offset);
        }

        EndWord();
    }

    private ReadOnlySpan<byte> CompletePartial(ReadOnlySpan<byte> bytes)
    {
        _partial[_partialLength++] = bytes[0];
        var consumed = AddRune(_partial.AsSpan(0, _partialLength), _offset);
        if (consumed > 0)
        {
            _offset += consumed;
            _partialLength = 0;
        }

        return bytes[1..];
    }

    /// <summary>How many bytes the character at the start takes; 0 where some of them are missing.</summary>
    private int AddRune(ReadOnlySpan<byte> bytes, long offset)
    {
        var status = Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
        if (status == OperationStatus.NeedMoreData)
        {
            return 0;
        }

        if (status != OperationStatus.Done)
        {
            throw NotUtf8(offset);
        }

        if (rune.Value == TypographicApostrophe)
        {
            AddApostrophe();
        }
        else if (Rune.IsLetterOrDigit(rune) || (IsMark(rune) && _length > 0 && !_apostrophe))
        {
            Span<char> characters = stackalloc char[2];
            var count = Rune.ToLowerInvariant(rune).EncodeToUtf16(characters);
            foreach (var character in characters[..count])
            {
                Append(character);
            }
        }
        else
        {
            EndWord();
        }

        return consumed;
    }

    private void AddAscii(byte value, long offset)
    {
        var character = AsciiWordCharacters[value];
        if (character != '\0')
        {
            Append(character);
        }
        else if (value == Apostrophe)
        {
            AddApostrophe();
        }
        else if (value == 0)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"not text: a NUL at byte {offset:N0}"));
        }
        else
        {
            EndWord();
        }
    }

    private void AddApostrophe()
    {
        if (_length > 0 && !_apostrophe)
        {
            _apostrophe = true;
        }
        else
        {
            EndWord();
        }
    }

    private void Append(char character)
    {
        if (_length + 2 > _word.Length)
        {
            Array.Resize(ref _word, _word.Length * 2);
        }

        if (_apostrophe)
        {
            _apostrophe = false;
            _word[_length++] = Apostrophe;
        }

        _word[_length++] = character;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EndWord()
    {
        if (_length > 0)
        {
            words.Add(_word.AsSpan(0, _length));
            _length = 0;
            _apostrophe = false;
        }
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static InvalidDataException NotUtf8(long offset) =>
        new(string.Create(CultureInfo.InvariantCulture, $"not UTF-8 text: an invalid sequence at byte {offset:N0}"));
}
