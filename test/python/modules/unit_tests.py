"""unittest: fixtures, assertions and their messages, loading by name, the text runner."""
import io
import re
import unittest
class A(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print("setUpClass")
    @classmethod
    def tearDownClass(cls): print("tearDownClass")
    def setUp(self): self.addCleanup(print, "cleanup")
    def test_ok(self): self.assertEqual(1, 1)
    def test_fail(self):
        "A docstring"
        self.assertEqual(1, 2)
    def test_err(self): {}['x']
    def test_list(self): self.assertEqual(['a'*30, 'b', 3], ['a'*30, 'c', 3, 4])
    def test_dict(self): self.assertEqual({1: 2, 'x': 'y'}, {1: 3})
    def test_str(self): self.assertEqual("a\nb\nc\n", "a\nB\nc\n")
    def test_set(self): self.assertEqual({1,2}, {2,3})
    def test_count(self): self.assertCountEqual([1,2,2], [2,1,3])
    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as cm: 1/0
        self.assertIsInstance(cm.exception, ZeroDivisionError)
        with self.assertRaisesRegex(ValueError, 'inv.*'): int('x')
        with self.assertRaises(KeyError): pass
    def test_warns(self):
        import warnings
        with self.assertWarns(UserWarning): warnings.warn("x")
        with self.assertWarns(UserWarning): pass
    @unittest.skip("why")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_xfail(self): self.fail()
    @unittest.expectedFailure
    def test_xok(self): pass
    def test_sub(self):
        for i in range(4):
            with self.subTest("m", i=i): self.assertEqual(i % 2, 0)
    def test_in(self): self.assertIn(3, [1,2], "msg")
    def test_is(self): self.assertIsNone(3)
    def test_almost(self): self.assertAlmostEqual(1.0, 1.1)
    def test_regex(self): self.assertRegex("abc", "x+")
    def test_chain(self):
        try: 1/0
        except Exception as e: raise ValueError("v") from e
class B(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise RuntimeError("no")
    def test_x(self): pass


def run(*arguments):
    stream = io.StringIO()
    runner = unittest.TextTestRunner(stream=stream, verbosity=2 if '-v' in arguments else 1)
    unittest.main(argv=['program', *arguments], testRunner=runner, exit=False)
    text = re.sub(r'in \d+\.\d+s', 'in 0.000s', stream.getvalue())
    print(re.sub(r'File ".*/', 'File "', text))


run('-v')
run()
run('-k', 'raises', '-k', 'skip')
run('A.test_ok', 'A.test_missing')
