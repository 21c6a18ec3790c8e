using global::EvolutionStrategies.CartPoles;

namespace Orleans.Ray.Samples.Tests.EvolutionStrategies;

public sealed class CartPoleTests
{
    [Fact]
    public void A_push_to_the_right_moves_the_cart_right_and_tips_the_pole_left()
    {
        var cart = default(CartPole);
        cart.Push(right: true);
        cart.Push(right: true);
        Assert.True(cart is { Position: > 0, Velocity: > 0, Angle: < 0, Spin: < 0 });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pushing_one_way_only_lets_the_pole_fall_soon(bool right)
    {
        var cart = default(CartPole);
        var pushes = 0;
        while (cart.IsUp)
        {
            cart.Push(right);
            pushes++;
        }

        Assert.InRange(pushes, 8, 12);
    }

    [Fact]
    public void Pushing_the_way_that_the_pole_falls_keeps_it_up_for_longer()
    {
        // One hidden unit sees angle and spin; the others are off.
        var parameters = new float[Policy.Parameters];
        const int Hidden = 16;
        parameters[Hidden * 2] = 1;
        parameters[Hidden * 3] = 1;
        parameters[Hidden * 5] = 1;
        Assert.InRange(Policy.Run(parameters, new CartPole(new Random(1))), 100, Policy.MaxSteps);
    }
}
