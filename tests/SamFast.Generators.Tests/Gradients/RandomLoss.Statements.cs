namespace SamFast.Generators.Tests.Gradients;

internal sealed partial class RandomLoss
{
    private void Statement(int depth)
    {
        _budget--;
        switch (_random.Next(26))
        {
            case < 3: Declare(depth); break;
            case < 6 when _scope.Writable.Count > 0: Assign(depth); break;
            case 6 or 7: Branch(depth); break;
            case < 12 when _scope.Loops < 3: Loop(depth); break;
            case 12 when _scope.Loops < 2: While(depth); break;
            case 13 when _scope.Loops < 3: ForEach(depth); break;
            case 14 or 15 when _scope.Loops < 2: Allocate(depth); break;
            case < 19 when _scope.Local.Count > 0: Store(depth); break;
            case 19 when _scope.Exits.Count > 0: Exit(depth); break;
            case 20: Tuple(depth); break;
            case 21 when _hasPairs: Pair(depth); break;
            case 22: Effect(depth); break;
            case 23 when _scope.Small.Count + _scope.Rows.Count > 0: Switch(depth); break;
            case 24 when _scope.Small.Count < 4: Integer(depth); break;
            case 25 when _scope.Writable.Count > 0: Assign(depth); break;
            default: Declare(depth); break;
        }
    }

    /// <summary>A statement in braces, or several.</summary>
    private void Block(int depth, int most, IEnumerable<string>? exits = null, Action? enter = null, int loops = 0)
    {
        var outer = _scope;
        _scope = outer.Inner(loops, exits ?? outer.Exits);
        enter?.Invoke();
        Line(depth, "{");
        for (int i = 1 + _random.Next(most); i > 0 && (_budget > 0 || i == 1); i--)
            Statement(depth + 1);
        Line(depth, "}");
        _scope = outer;
    }

    private void Declare(int depth)
    {
        string name = Fresh("v");
        if (Maybe(0.1) && _scope.Reals.Count > 0)
        {
            Line(depth, $"Real {name};");
            Line(depth, $"if ({Condition(1)})");
            Line(depth + 1, $"{name} = {Bounded(1)};");
            Line(depth, "else");
            Line(depth + 1, $"{name} = {Bounded(1)};");
        }
        else
        {
            Line(depth, $"Real {name} = {(Maybe(0.15) ? Literal() : Bounded(3))};");
        }

        _scope.Writable.Add(name);
    }

    private void Assign(int depth)
    {
        string name = Pick(_scope.Writable);
        Line(depth, _random.Next(12) switch
        {
            < 4 => $"{name} += {Bounded(3)};",
            4 => $"{name} -= {Bounded(2)};",
            5 => $"{name} *= {Bounded(1)};",
            6 => $"{name} /= {Literal()} + 4;",
            7 => $"{name} = (Real)0.5 * {name} + {Bounded(2)};",
            8 => $"{name} = Maths.Sin({name} + {Bounded(2)});",
            9 => $"{name}++;",
            _ => $"{name} = {Bounded(3)};",
        });
    }

    private void Branch(int depth)
    {
        Line(depth, $"if ({Condition(2)})");
        Block(depth, 2);
        if (Maybe(0.5))
        {
            Line(depth, "else");
            Block(depth, 2);
        }
    }

    private void Loop(int depth)
    {
        string index = Fresh("i");
        int small = _random.Next(1, Corpus.Parameters + 1), first = _random.Next(small);
        var (header, isRow) = _random.Next(12) switch
        {
            < 4 => ($"int {index} = 0; {index} < n; {index}++", true),
            4 => ($"int {index} = {first}; {index} < n; {index}++", true),
            5 => ($"int {index} = n - 1; {index} >= 0; {index}--", true),
            6 => ($"int {index} = 0; {index} < n - 1; {index} += 2", true),
            7 => ($"int {index} = 1; {index} <= n - 1; {index}++", true),
            8 => ($"int {index} = {small - 1}; {index} >= {first}; {index}--", false),
            9 => ($"int {index} = {first}; {index} < p.Length; {index} += {1 + _random.Next(3)}", false),
            _ => ($"int {index} = 0; {index} < {small}; {index}++", false),
        };
        if (header.Contains("p.Length", StringComparison.Ordinal) && !_scope.Arrays.Contains("p"))
            (header, isRow) = ($"int {index} = 0; {index} < {small}; {index}++", false);
        if (isRow && !_scope.Arrays.Contains("x"))
            (header, isRow) = ($"int {index} = 0; {index} < {small}; {index}++", false);
        Line(depth, $"for ({header})");
        Repeat(depth, () => (isRow ? _scope.Rows : _scope.Small).Add(index), 4);
    }

    /// <summary>The body of a loop.</summary>
    private void Repeat(int depth, Action enter, int most)
    {
        string[] exits = [.. _scope.Exits.Where(exit => exit == "return"), .. Maybe(0.35) ? new[] { "break", "continue" } : []];
        Block(depth, most, exits, enter, 1);
    }

    private void While(int depth)
    {
        string index = Fresh("t");
        int count = _random.Next(1, Corpus.Parameters);
        Line(depth, $"int {index} = -1;");
        bool isDo = Maybe(0.3);
        string condition = $"{index} < {count - 1}{(Maybe(0.5) ? $" && ({Condition(1)})" : "")}";
        Line(depth, isDo ? "do" : $"while ({condition})");
        Line(depth, "{");
        Line(depth + 1, $"{index}++;");
        Repeat(depth + 1, () => _scope.Small.Add(index), 3);
        Line(depth, isDo ? $"}} while ({condition});" : "}");
    }

    private void ForEach(int depth)
    {
        string item = Fresh("e");
        string[] arrays = [.. _scope.Arrays];
        if (arrays.Length == 0)
        {
            Declare(depth);
            return;
        }

        // Elements that are written in the loop are refused, or right.
        Line(depth, $"foreach (Real {item} in {(Maybe(0.3) ? View() : Pick(arrays))})");
        Repeat(depth, () => _scope.Reals.Add(item), 3);
    }

    private void Allocate(int depth)
    {
        string name = Fresh("a");
        string length = Pick([$"{Corpus.Parameters}", $"{Corpus.Parameters + 2}", "x.Length", "p.Length + 1"]);
        if (!_scope.Arrays.Contains("x"))
            length = $"{Corpus.Parameters}";
        Line(depth, $"Span<Real> {name} = stackalloc Real[{length}];");
        string index = Fresh("i");
        switch (_random.Next(5))
        {
            case < 3:
                _scope.Small.Add(index);
                Line(depth, $"for (int {index} = 0; {index} < {Corpus.Parameters}; {index}++)");
                Line(depth + 1, $"{name}[{index}] = {Bounded(2)};");
                _scope.Small.Remove(index);
                break;
            case 3:
                Line(depth, $"{name}.Fill({Expression(1)});");
                break;
        }

        _scope.Arrays.Add(name);
        _scope.Arrays.Add(name);
        _scope.Local.Add(name);
    }

    private void Store(int depth)
    {
        string array = Pick(_scope.Local);
        string target = $"{array}[{Index(array)}]";
        Line(depth, _random.Next(12) switch
        {
            < 3 => $"{target} += {Bounded(2)};",
            3 => $"{target} -= {Bounded(1)};",
            4 => $"{target} *= {Bounded(1)};",
            5 => $"{target} = Maths.Sin({target} + {Bounded(1)});",
            6 when Maybe(0.5) => $"{array}.Clear();",
            7 when Maybe(0.5) => $"{array}.Fill({Expression(1)});",
            8 when _scope.Local.Count > 1 => $"{array}[..4].CopyTo({Pick(_scope.Local)}[2..]);",
            _ => $"{target} = {Bounded(3)};",
        });
    }

    private void Exit(int depth)
    {
        string exit = Pick(_scope.Exits);
        Line(depth, $"if ({Condition(1)})");
        Line(depth + 1, exit == "return" ? $"return {Expression(2)};" : exit + ";");
    }

    private void Tuple(int depth)
    {
        if (_scope.Writable.Count > 1 && Maybe(0.6))
        {
            string a = Pick(_scope.Writable), b = Pick(_scope.Writable);
            Line(depth, a == b ? $"{a} = {Bounded(2)};" : $"({a}, {b}) = ({Bounded(2)}, {Bounded(2)});");
            return;
        }

        string name = Fresh("t");
        var tuples = _methods.Where(m => m.Shape == Shape.Tuple).ToArray();
        Line(depth, tuples.Length > 0 && Maybe(0.5) ? $"var {name} = {Pick(tuples).Name}({Expression(1)}, {Expression(1)});"
            : $"var {name} = (First: {Bounded(2)}, Second: {Bounded(1)});");
        if (Maybe(0.3))
            Line(depth, $"{name}.{Pick(["First", "Item2"])} {Pick(["=", "+="])} {Bounded(1)};");
        _scope.Reals.AddRange([$"{name}.First", $"{name}.Second", $"{name}.Item1"]);
    }

    private void Pair(int depth)
    {
        var pairs = _scope.Pairs;
        string name = Fresh("q");
        string value = pairs.Count > 0 && Maybe(0.5)
            ? Pick([$"{Pick(pairs)} + new Pair({Bounded(1)}, {Bounded(1)})", $"{Pick(pairs)} with {{ U = {Bounded(2)} }}"]) : $"new Pair({Bounded(2)}, {Bounded(1)})";
        if (pairs.Count > 0 && Maybe(0.5))
        {
            Line(depth, $"{Pick(pairs)} = {value};");
            return;
        }

        Line(depth, $"Pair {name} = {value};");
        _scope.Pairs.Add(name);
    }

    /// <summary>A call of a method that returns nothing.</summary>
    private void Effect(int depth)
    {
        var methods = _methods.Where(m => (m.Shape == Shape.Ref && _scope.Writable.Count > 0) || (m.Shape == Shape.Fill && _scope.Local.Count > 0)).ToArray();
        if (methods.Length == 0)
        {
            Declare(depth);
            return;
        }

        var method = Pick(methods);
        if (method.Shape == Shape.Fill)
        {
            Line(depth, $"{method.Name}({Pick(_scope.Local)}{Pick(["", "[1..5]", "[..2]"])}, {Expression(1)});");
            return;
        }

        string name = Fresh("v");
        Line(depth, $"{method.Name}(ref {Pick(_scope.Writable)}, {Expression(1)}, out Real {name});");
        _scope.Writable.Add(name);
    }

    private void Switch(int depth)
    {
        string value = Pick([.. _scope.Small, .. _scope.Rows.Select(row => $"({row} % 3)")]);
        if (Maybe(0.5))
        {
            string name = Fresh("v");
            Line(depth, $"Real {name} = {value} switch {{ 0 => {Bounded(1)}, {Pick(["1", "> 2"])} => {Bounded(2)}, _ => {Bounded(1)} }};");
            _scope.Writable.Add(name);
            return;
        }

        Line(depth, $"switch ({value})");
        Line(depth, "{");
        foreach (string label in new[] { "case 0:", "case 1 or 2:", "default:" })
        {
            Line(depth + 1, label == "case 1 or 2:" ? "case 1: case 2:" : label);
            Block(depth + 2, 1, _scope.Exits.Where(exit => exit != "break"));
            Line(depth + 2, "break;");
        }

        Line(depth, "}");
    }

    private void Integer(int depth)
    {
        string name = Fresh("j");
        string start = _scope.Rows.Count > 0 ? $"k[{Pick(_scope.Rows)}]" : $"{_random.Next(Corpus.Parameters)}";
        if (_scope.Small.Count > 0 && Maybe(0.5))
            start = $"({Pick(_scope.Small)} * 2 + 1) % {Corpus.Parameters}";
        Line(depth, $"int {name} = {start};");
        if (Maybe(0.4))
        {
            Line(depth, $"if ({Condition(1)})");
            Line(depth + 1, $"{name} = {_random.Next(Corpus.Parameters)};");
        }

        _scope.Small.Add(name);
    }
}
