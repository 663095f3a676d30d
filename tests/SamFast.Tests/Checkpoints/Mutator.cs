using System.Text;

namespace SamFast.Tests.Checkpoints;

/// <summary>Damages files in ways that a seed determines: from single bits to headers that are well-formed, signed and
/// wrong.</summary>
internal sealed class Mutator(byte[] file, int seed)
{
    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "null", "true", "-1", "1e308", "0x7fffffffffffffff", "18446744073709551616",
        "9223372036854775807", "4294967296", "[]", "{}", "\"F64\"", "\"BF16\"", "\"U8\"", "\"F4\"", "\"__metadata__\":{},", "\"w\":{},", "NaN",
        " ", "\n", "/*", "é", "\u0001", "\"shape\":[0],", "[[[[[[[[", "\"data_offsets\":[0,0],",
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        if (_random.Next(3) > 0)
            return Damage([.. file]);
        var (header, data) = Handmade.Parts(file);
        for (int edits = _random.Next(1, 4); edits > 0; edits--)
            header = Edit(header);
        return Handmade.Signed(header, _random.Next(8) == 0 ? Damage(data) : data);
    }

    private byte[] Damage(byte[] bytes)
    {
        var damaged = bytes.ToList();
        for (int edits = _random.Next(1, 5); edits > 0 && damaged.Count > 0; edits--)
        {
            int at = _random.Next(damaged.Count), length = Math.Min(_random.Next(1, 40), damaged.Count - at);
            switch (_random.Next(9))
            {
                case 0:
                    damaged[at] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    damaged[at] = (byte)_random.Next(256);
                    break;
                case 2:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
                case 3:
                    damaged.RemoveRange(at, length);
                    break;
                case 4:
                    damaged.InsertRange(at, damaged.GetRange(at, length));
                    break;
                case 5:
                    damaged.InsertRange(at, Encoding.UTF8.GetBytes(s_pieces[_random.Next(s_pieces.Length)]));
                    break;
                case 6:
                    damaged[Math.Min(_random.Next(8), damaged.Count - 1)] = (byte)_random.Next(256);
                    break;
                case 7:
                    for (int i = at; i < at + length; i++)
                        damaged[i] = (byte)_random.Next(256);
                    break;
                default:
                    damaged.AddRange(damaged.GetRange(at, length));
                    break;
            }
        }

        return [.. damaged];
    }

    private string Edit(string header)
    {
        int at = _random.Next(header.Length), length = Math.Min(_random.Next(1, 30), header.Length - at);
        switch (_random.Next(6))
        {
            case 0:
                return header.Remove(at, length);
            case 1:
                return header.Insert(at, s_pieces[_random.Next(s_pieces.Length)]);
            case 2:
                return header.Insert(at, header.Substring(_random.Next(header.Length - length), length));
            case 3:
                // Another digit for a digit.
                int digit = header.IndexOfAny("0123456789".ToCharArray(), at);
                return digit < 0 ? header : header.Remove(digit, 1).Insert(digit, $"{_random.Next(10)}");
            case 4:
                // Another number for a number.
                int start = header.IndexOfAny("[,\"".ToCharArray(), at) + 1, end = start;
                while (end < header.Length && char.IsAsciiDigit(header[end]))
                    end++;
                return header.Remove(start, end - start).Insert(start, $"{_random.NextInt64(-2, 1L << _random.Next(1, 63))}");
            default:
                // A tensor, or a key, once more.
                int key = header.IndexOf('"', at), comma = key < 0 ? -1 : header.IndexOf(',', key);
                return comma < 0 ? header : header.Insert(key, header[key..(comma + 1)]);
        }
    }
}
