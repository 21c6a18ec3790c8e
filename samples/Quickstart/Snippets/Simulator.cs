namespace Quickstart.Snippets;

/// <summary>A boat that the wind moves: staying near 0 for 50 steps is the aim. The seed decides the wind.</summary>
[RayActor]
internal sealed partial class Simulator(uint seed)
{
    private const int Steps = 50;
    private uint _wind;
    private int _position;
    private int _step;

    public Observation Reset()
    {
        (_wind, _position, _step) = (seed, 10, 0);
        return new Observation(_position, 0, false);
    }

    public Observation Step(int move)
    {
        _wind = (_wind * 1_664_525) + 1_013_904_223;
        _position += Math.Clamp(move, -2, 2) + (int)(_wind >> 30) - 1;
        _step++;
        return new Observation(_position, -Math.Abs(_position), _step == Steps);
    }
}
