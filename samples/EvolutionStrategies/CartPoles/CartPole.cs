namespace EvolutionStrategies.CartPoles;

/// <summary>
/// A pole on a cart that is pushed left or right, 50 times a second (Barto, Sutton and Anderson, 1983). Metres, radians, seconds.
/// </summary>
internal struct CartPole
{
    private const float Gravity = 9.8f;
    private const float PoleMass = 0.1f;
    private const float TotalMass = 1.1f;
    private const float HalfLength = 0.5f;
    private const float Force = 10;
    private const float Tick = 0.02f;
    private const float EdgeOfTrack = 2.4f;
    private const float Fallen = 12 * MathF.PI / 180;
    private const float Jitter = 0.05f;

    /// <summary>At rest and upright, or nearly so.</summary>
    public CartPole(Random start)
    {
        Position = Draw();
        Velocity = Draw();
        Angle = Draw();
        Spin = Draw();

        float Draw() => Jitter * ((2 * start.NextSingle()) - 1);
    }

    public float Position { get; private set; }

    public float Velocity { get; private set; }

    public float Angle { get; private set; }

    public float Spin { get; private set; }

    public readonly bool IsUp => Math.Abs(Position) <= EdgeOfTrack && Math.Abs(Angle) <= Fallen;

    public void Push(bool right)
    {
        var (sin, cos) = MathF.SinCos(Angle);
        var pull = ((right ? Force : -Force) + (PoleMass * HalfLength * Spin * Spin * sin)) / TotalMass;
        var turn = ((Gravity * sin) - (cos * pull)) / (HalfLength * ((4f / 3) - (PoleMass * cos * cos / TotalMass)));
        var acceleration = pull - (PoleMass * HalfLength * turn * cos / TotalMass);

        Position += Tick * Velocity;
        Velocity += Tick * acceleration;
        Angle += Tick * Spin;
        Spin += Tick * turn;
    }
}
